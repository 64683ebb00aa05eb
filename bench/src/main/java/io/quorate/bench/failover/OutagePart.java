package io.quorate.bench.failover;

import java.util.Locale;

/** A step between the last answer of the old active and the first of the new one. */
enum OutagePart {
  /** Until a survivor names a new leader; zero when the killed node did not lead. */
  ELECTION("last answer to the first survivor's word of a new leader, asked every 10 ms"),
  /** Until the lease of the lost active has surely ended. */
  DETECTION("from there to ROLE_EXPIRED in the history"),
  /** Until the old active has stopped and given the role back. */
  STOP("last answer to ROLE_RELEASED in the history"),
  /** Until the new active has the role. */
  GRANT("from there to ROLE_GRANTED in the history"),
  /** Directive, guard, process, readiness. */
  START("from there to the client's first answer");

  private final String derivation;

  OutagePart(String derivation) {
    this.derivation = derivation;
  }

  /** How it is measured. */
  String derivation() {
    return derivation;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

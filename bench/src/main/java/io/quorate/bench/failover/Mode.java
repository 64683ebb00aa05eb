package io.quorate.bench.failover;

import java.util.List;
import java.util.Locale;

/** What is done to the active in each round. */
enum Mode {
  /** Everything of its node is killed with SIGKILL. */
  KILL(List.of(OutagePart.ELECTION, OutagePart.DETECTION, OutagePart.GRANT, OutagePart.START)),
  /** An operator moves the role in order. */
  SWITCHOVER(List.of(OutagePart.STOP, OutagePart.GRANT, OutagePart.START));

  private final List<OutagePart> parts;

  Mode(List<OutagePart> parts) {
    this.parts = parts;
  }

  /** What its outage consists of, in order. */
  List<OutagePart> parts() {
    return parts;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

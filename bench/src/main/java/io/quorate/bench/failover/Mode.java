package io.quorate.bench.failover;

import java.util.List;
import java.util.Locale;

/** What is done to the active in each round. */
enum Mode {
  /** Everything of its node is killed with SIGKILL. */
  KILL(List.of(Part.ELECTION, Part.DETECTION, Part.GRANT, Part.START)),
  /** An operator moves the role in order. */
  SWITCHOVER(List.of(Part.STOP, Part.GRANT, Part.START));

  private final List<Part> parts;

  Mode(List<Part> parts) {
    this.parts = parts;
  }

  /** What its outage consists of, in order. */
  List<Part> parts() {
    return parts;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

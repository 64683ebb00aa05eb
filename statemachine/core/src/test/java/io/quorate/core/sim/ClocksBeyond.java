package io.quorate.core.sim;

import java.util.List;

/** Clocks that drift fifty times as far apart as is assumed, and nothing but I1 that is checked. */
final class ClocksBeyond extends RuleBook {
  private static final double DRIFT = 0.5;

  @Override
  double drift() {
    return DRIFT;
  }

  @Override
  List<Invariant> invariants() {
    return List.of(new AtMostOneServes());
  }
}

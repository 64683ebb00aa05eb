package io.quorate.core.sim;

import java.util.List;

/** Every invariant, in the order of role-protocol.md. */
final class Invariants {
  private Invariants() {}

  static List<Invariant> all() {
    return List.of(
        new AtMostOneServes(),
        new EpochsIncrease(),
        new ServesOnlyWhatIsGranted(),
        new NothingAcknowledgedIsLost(),
        new WitnessNeverServes(),
        new OnlyEligibleGranted(),
        new DecidedForItsEpoch(),
        new ConfigurationsHold());
  }
}

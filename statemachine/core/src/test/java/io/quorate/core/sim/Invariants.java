package io.quorate.core.sim;

import java.util.List;

/** Every invariant: those of role-protocol.md in its order, then those of what programs keep. */
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
        new EntriesStayAsPromised(),
        new CountersNeverRepeat(),
        new ConfigurationsHold(),
        new ScopesHold(),
        new SecretsOpen(),
        new SessionsInOrder());
  }
}

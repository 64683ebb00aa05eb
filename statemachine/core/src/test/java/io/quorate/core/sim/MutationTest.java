package io.quorate.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves that the simulator can fail: a protocol without one of its rules is found out. */
final class MutationTest {
  /** Seeds within which each must be found. */
  private static final long WITHIN = 400;

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void aMissingRuleIsFound(Mutation mutation) {
    OptionalLong found =
        seeds(mutation).stream()
            .mapToLong(Long::longValue)
            .filter(seed -> breaks(seed, mutation))
            .findFirst();

    assertThat(found).as("a seed of %s that breaks an invariant", WITHIN).isPresent();
    if (found.getAsLong() != mutation.foundBySeed()) {
      System.out.println(
          mutation + " is found by seed " + found.getAsLong() + " by now; note that in Mutation");
    }
  }

  /** All of them, the one that is known to find it first. */
  private static List<Long> seeds(Mutation mutation) {
    List<Long> seeds = new ArrayList<>();
    seeds.add(mutation.foundBySeed());
    for (long seed = 1; seed <= WITHIN; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  private static boolean breaks(long seed, Mutation mutation) {
    try {
      new Simulation(seed, mutation.rules(), new Trace(Trace.Wanted.NO)).run();
      return false;
    } catch (InvariantBroken broken) {
      return true;
    }
  }
}

package io.quorate.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proves that the simulator can fail: a protocol without one of its rules, or with a defect that
 * was mended, is found out. {@code -Dsim.search=true} tries the seeds in order, the known ones too.
 */
@Execution(ExecutionMode.CONCURRENT)
final class MutationTest {
  /** Seeds within which each must be found. */
  private static final long WITHIN = 1_000;

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void aMissingRuleIsFound(Mutation mutation) {
    find(mutation);
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void aMendedDefectIsFound(Defect defect) {
    find(defect);
  }

  private static void find(Planted planted) {
    Optional<SeedOutcome> found =
        seeds(planted).stream()
            .map(seed -> SimulationRuns.run(seed, planted.rules()))
            .filter(SeedOutcome::broken)
            .findFirst();

    assertThat(found).as("a seed of %s that breaks an invariant", WITHIN).isPresent();
    long seed = found.orElseThrow().seed();
    System.out.printf(
        Locale.ROOT,
        "%-36s found by seed %3d%s: %.100s%n",
        planted.name(),
        seed,
        seed == planted.foundBySeed() ? "" : " by now; note that where it is planted",
        found.orElseThrow().failure());
  }

  /** All of them, the one that is known to find it first. */
  private static List<Long> seeds(Planted planted) {
    List<Long> seeds = new ArrayList<>();
    if (!Boolean.getBoolean("sim.search")) {
      seeds.add(planted.foundBySeed());
    }
    for (long seed = 1; seed <= WITHIN; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }
}

package io.quorate.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulator is able to see two serve: where clocks drift past the assumption, they do. */
final class ClocksBeyondTest {
  /** Seeds within which it must happen. */
  private static final long WITHIN = 100;

  @Test
  void twoServeWhenClocksDriftPastTheBound() {
    Optional<SeedOutcome> found =
        LongStream.rangeClosed(1, WITHIN)
            .mapToObj(seed -> SimulationRuns.run(seed, SimulationRuns.Clocks.BEYOND))
            .filter(SeedOutcome::broken)
            .findFirst();

    assertThat(found).as("one of %s seeds in which two serve", WITHIN).isPresent();
    SeedOutcome broken = found.orElseThrow();
    assertThat(broken.failure()).startsWith("I1: ");
    assertThat(SimulationRuns.run(broken.seed(), SimulationRuns.Clocks.WITHIN).broken())
        .as("the same seed with clocks as assumed")
        .isFalse();
    System.out.println("clocks beyond the bound: seed " + broken.seed() + ": " + broken.failure());
  }
}

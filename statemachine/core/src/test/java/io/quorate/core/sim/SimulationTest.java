package io.quorate.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * The protocol under faults. {@code -Dsim.seed=N} replays one seed, {@code -Dsim.seconds=N} sets
 * how long fresh seeds are tried.
 */
final class SimulationTest {
  private static final long FIXED = 40;
  private static final long MOST_FRESH = 1_000_000;

  @Test
  void keepsEveryInvariantForTheFixedSeeds() {
    Long replayed = Long.getLong("sim.seed");
    if (replayed != null) {
      Runs.run(replayed, new RuleBook());
      return;
    }
    Tally tally = new Tally();
    for (long seed = 1; seed <= FIXED; seed++) {
      tally.add(Runs.run(seed, new RuleBook()));
    }
    tally.print("fixed seeds 1 to " + FIXED);
    assertThat(tally.grants).as("epochs granted").isGreaterThan(FIXED);
  }

  @Test
  void keepsEveryInvariantForFreshSeeds() {
    Duration budget = Duration.ofSeconds(Long.getLong("sim.seconds", 8));
    long first = ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000);
    long begun = System.nanoTime();
    Tally tally = new Tally();
    long seed = first;
    while (System.nanoTime() - begun < budget.toNanos() && seed < first + MOST_FRESH) {
      tally.add(Runs.run(seed, new RuleBook()));
      seed++;
    }
    tally.print("fresh seeds " + first + " to " + (seed - 1));
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed : new long[] {3, 17, 29}) {
      assertThat(trace(seed)).as("seed %s", seed).isNotEmpty().isEqualTo(trace(seed));
    }
    assertThat(trace(3)).isNotEqualTo(trace(4));
  }

  private static String trace(long seed) {
    Trace trace = new Trace(Trace.Wanted.YES);
    new Simulation(seed, new RuleBook(), trace).run();
    return trace.text();
  }

  /** Adds up what runs were like. */
  private static final class Tally {
    private final long begun = System.nanoTime();
    private long runs;
    private long grants;
    private long events;
    private long realNanos;
    private long longestHeal;

    void add(Simulation.Result result) {
      runs++;
      grants += result.grants();
      events += result.events();
      realNanos += result.realNanos();
      longestHeal = Math.max(longestHeal, result.healNanos());
    }

    void print(String what) {
      double took = (System.nanoTime() - begun) / 1e9;
      double hours = realNanos / 3.6e12;
      System.out.printf(
          Locale.ROOT,
          "%s: %d runs, %d events, %d grants, %.2f simulated hours, %.2f of them a second; healed within %.1f s%n",
          what,
          runs,
          events,
          grants,
          hours,
          hours / took,
          longestHeal / 1e9);
    }
  }
}

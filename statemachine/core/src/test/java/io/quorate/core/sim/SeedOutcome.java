package io.quorate.core.sim;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of one seed.
 *
 * @param seed which
 * @param simulatedNanos how long it was, in the simulation's real time
 * @param events how much happened
 * @param grants epochs granted
 * @param healNanos from the last fault until everything was served and every replica the same; 0
 *     when it did not come to that
 * @param counts faults and requests of people by kind
 * @param failure what must not be; null when nothing was broken
 */
public record SeedOutcome(
    long seed,
    long simulatedNanos,
    long events,
    long grants,
    long healNanos,
    SortedMap<String, Long> counts,
    @Nullable String failure) {

  /** Keeps its own copy. */
  public SeedOutcome {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** The command that runs it again, with its timeline. */
  public String replay() {
    return "mvn -q verify -pl statemachine/core -Dtest=SimulationTest -Dsim.seed=" + seed;
  }

  /** Whether it failed. */
  public boolean broken() {
    return failure != null;
  }
}

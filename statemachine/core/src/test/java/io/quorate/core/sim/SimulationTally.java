package io.quorate.core.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what runs were like. */
public final class SimulationTally {
  private static final double NANOS_PER_HOUR = 3.6e12;

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final List<SeedOutcome> failures = new ArrayList<>();
  private long runs;
  private long grants;
  private long events;
  private long simulatedNanos;
  private long longestHealNanos;

  /** Nothing yet. */
  public SimulationTally() {}

  /** Adds one. */
  public void add(SeedOutcome outcome) {
    runs++;
    grants += outcome.grants();
    events += outcome.events();
    simulatedNanos += outcome.simulatedNanos();
    longestHealNanos = Math.max(longestHealNanos, outcome.healNanos());
    outcome.counts().forEach((what, times) -> counts.merge(what, times, Long::sum));
    if (outcome.broken()) {
      failures.add(outcome);
    }
  }

  /** How many seeds. */
  public long runs() {
    return runs;
  }

  /** Epochs granted. */
  public long grants() {
    return grants;
  }

  /** How much happened. */
  public long events() {
    return events;
  }

  /** Simulated time. */
  public double hours() {
    return simulatedNanos / NANOS_PER_HOUR;
  }

  /** The longest time from the last fault until everything was well. */
  public long longestHealNanos() {
    return longestHealNanos;
  }

  /** Faults and requests of people by kind. */
  public SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** Seeds with which something was broken, in the order in which they ran. */
  public List<SeedOutcome> failures() {
    return List.copyOf(failures);
  }
}

package io.quorate.core.sim;

import java.util.Arrays;

/** The simulator for those outside: one seed, one outcome. */
public final class SimulationRuns {
  private static final int TOLD = 150;

  private SimulationRuns() {}

  /** How far apart the clocks of the machines drift. */
  public enum Clocks {
    /** As is assumed: less than r. Everything must hold. */
    WITHIN(new WithPrograms()),
    /** Far past the assumption. Two may serve; nothing else is looked at. */
    BEYOND(new ClocksBeyond());

    private final RuleBook rules;

    Clocks(RuleBook rules) {
      this.rules = rules;
    }
  }

  /** Runs one seed to its end, or to the first thing that must not be. */
  public static SeedOutcome run(long seed, Clocks clocks) {
    return run(seed, clocks.rules);
  }

  static SeedOutcome run(long seed, RuleBook rules) {
    return new Simulation(seed, rules, new Trace(Trace.Wanted.NO)).outcome();
  }

  /** Everything that happens in a run, one event a line: the same for the same seed, always. */
  public static String timeline(long seed, Clocks clocks) {
    Trace trace = new Trace(Trace.Wanted.YES);
    SeedOutcome outcome = new Simulation(seed, clocks.rules, trace).outcome();
    String end = outcome.failure();
    return trace.text() + "\n" + (end == null ? "nothing is broken" : end) + "\n";
  }

  /** The end of the timeline, where a failed run's reason mostly is. */
  static String lastOf(String timeline) {
    String[] lines = timeline.split("\n", -1);
    int from = Math.max(0, lines.length - TOLD);
    return String.join("\n", Arrays.asList(lines).subList(from, lines.length));
  }
}

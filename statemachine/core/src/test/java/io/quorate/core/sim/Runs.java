package io.quorate.core.sim;

/** Runs seeds, and tells a failing one's story. */
final class Runs {
  private static final int TOLD = 150;

  private Runs() {}

  /** Runs one seed; when it fails, again with its timeline, and fails with that. */
  static Simulation.Result run(long seed, RuleBook rules) {
    try {
      return new Simulation(seed, rules, new Trace(Trace.Wanted.NO)).run();
    } catch (InvariantBroken | RuntimeException failure) {
      throw new AssertionError(
          failure
              + "\n\n"
              + timeline(seed, rules)
              + "\n\n"
              + failure
              + "\nreplay: mvn -q verify -pl statemachine/core -Dtest=SimulationTest -Dsim.seed="
              + seed,
          failure);
    }
  }

  private static String timeline(long seed, RuleBook rules) {
    Trace trace = new Trace(Trace.Wanted.YES);
    try {
      new Simulation(seed, rules, trace).run();
    } catch (InvariantBroken | RuntimeException again) {
      return trace.tail(TOLD);
    }
    return "the second run of the seed did not fail: the simulator is not deterministic";
  }
}

package io.quorate.bench.simulate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quorate.core.sim.SeedOutcome;
import io.quorate.core.sim.SimulationRuns.Clocks;
import io.quorate.core.sim.SimulationTally;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What simulated seeds were like.
 *
 * @param seeds which
 * @param clocks how far apart they drifted
 * @param tally what they add up to
 * @param tookNanos how long that took on this machine
 */
record SimulationReport(SeedRange seeds, Clocks clocks, SimulationTally tally, long tookNanos) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final double NANOS_PER_SECOND = 1e9;

  /** For people. */
  void table(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "seeds %d to %d, clocks %s%n",
        seeds.first(),
        seeds.last(),
        clocks.name().toLowerCase(Locale.ROOT));
    row(out, "runs", "%d".formatted(tally.runs()));
    row(out, "simulated hours", decimal(tally.hours()));
    row(out, "simulated hours a second", decimal(hoursPerSecond()));
    row(out, "events", "%d".formatted(tally.events()));
    row(out, "epochs granted", "%d".formatted(tally.grants()));
    row(out, "longest healing, s", decimal(healSeconds()));
    out.println("faults and requests");
    tally.counts().forEach((what, times) -> row(out, "  " + what, times.toString()));
    row(out, "failures", "%d".formatted(tally.failures().size()));
    for (SeedOutcome failure : tally.failures()) {
      out.println("seed " + failure.seed() + ": " + failure.failure());
      out.println("  replay: " + replay(failure));
    }
  }

  /** For programs. */
  String json() {
    JsonObject report = new JsonObject();
    report.addProperty("first_seed", seeds.first());
    report.addProperty("last_seed", seeds.last());
    report.addProperty("clocks", clocks.name().toLowerCase(Locale.ROOT));
    report.addProperty("runs", tally.runs());
    report.addProperty("simulated_hours", tally.hours());
    report.addProperty("simulated_hours_per_second", hoursPerSecond());
    report.addProperty("events", tally.events());
    report.addProperty("epochs_granted", tally.grants());
    report.addProperty("longest_healing_seconds", healSeconds());
    report.add("counts", GSON.toJsonTree(tally.counts()));
    JsonArray failures = new JsonArray();
    for (SeedOutcome failure : tally.failures()) {
      JsonObject one = new JsonObject();
      one.addProperty("seed", failure.seed());
      one.addProperty("failure", failure.failure());
      one.addProperty("replay", replay(failure));
      failures.add(one);
    }
    report.add("failures", failures);
    return GSON.toJson(report);
  }

  private String replay(SeedOutcome failure) {
    String drift = clocks == Clocks.BEYOND ? " --clocks beyond" : "";
    String seed = Long.toString(failure.seed());
    return "bench/bin/quorate-bench simulate --seed "
        + seed
        + drift
        + " --trace seed-"
        + seed
        + ".txt";
  }

  private double hoursPerSecond() {
    return tally.hours() / Math.max(1, tookNanos) * NANOS_PER_SECOND;
  }

  private double healSeconds() {
    return tally.longestHealNanos() / NANOS_PER_SECOND;
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf(Locale.ROOT, "%-40s%14s%n", name, value);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}

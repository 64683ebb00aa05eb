package io.quorate.bench.failover;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a benchmark has found.
 *
 * @param profile the timing profile
 * @param samples all rounds
 */
record Report(String profile, List<Sample> samples) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final double ROUNDING = 100;

  /** Keeps its own copy. */
  Report {
    samples = List.copyOf(samples);
  }

  /** For people. */
  void table(PrintWriter out) {
    for (Mode mode : Mode.values()) {
      List<Sample> of = of(mode);
      if (of.isEmpty()) {
        continue;
      }
      out.printf(
          Locale.ROOT,
          "%n%s, profile %s, %d rounds; milliseconds%n%-16s%10s%10s%10s%10s%n",
          mode.word(),
          profile,
          of.size(),
          "",
          "min",
          "median",
          "p99",
          "max");
      row(out, "outage", spread(of, Sample::outageMillis));
      for (OutagePart part : mode.parts()) {
        row(out, "  " + part.word(), spread(of, sample -> sample.parts().getOrDefault(part, 0.0)));
      }
      for (OutagePart part : mode.parts()) {
        out.printf(Locale.ROOT, "  %-10s %s%n", part.word() + ":", part.derivation());
      }
    }
    out.flush();
  }

  /** For programs: the spreads, and every sample. */
  String json() {
    JsonObject report = new JsonObject();
    report.addProperty("profile", profile);
    report.addProperty("unit", "ms");
    for (Mode mode : Mode.values()) {
      List<Sample> of = of(mode);
      if (!of.isEmpty()) {
        report.add(mode.word(), json(mode, of));
      }
    }
    return GSON.toJson(report);
  }

  private static JsonObject json(Mode mode, List<Sample> samples) {
    JsonObject json = new JsonObject();
    json.addProperty("rounds", samples.size());
    json.add("outage", GSON.toJsonTree(rounded(spread(samples, Sample::outageMillis))));
    JsonObject parts = new JsonObject();
    for (OutagePart part : mode.parts()) {
      Spread spread = spread(samples, sample -> sample.parts().getOrDefault(part, 0.0));
      parts.add(part.word(), GSON.toJsonTree(rounded(spread)));
    }
    json.add("parts", parts);
    JsonArray all = new JsonArray();
    for (Sample sample : samples) {
      JsonObject one = new JsonObject();
      one.addProperty("from", sample.from());
      one.addProperty("to", sample.to());
      one.addProperty("outage", rounded(sample.outageMillis()));
      sample.parts().forEach((part, millis) -> one.addProperty(part.word(), rounded(millis)));
      all.add(one);
    }
    json.add("samples", all);
    return json;
  }

  private List<Sample> of(Mode mode) {
    return samples.stream().filter(sample -> sample.mode() == mode).toList();
  }

  private static Spread spread(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return Spread.of(samples.stream().map(value::applyAsDouble).toList());
  }

  private static void row(PrintWriter out, String name, Spread spread) {
    out.printf(
        Locale.ROOT,
        "%-16s%10.1f%10.1f%10.1f%10.1f%n",
        name,
        spread.min(),
        spread.median(),
        spread.p99(),
        spread.max());
  }

  private static Spread rounded(Spread spread) {
    return new Spread(
        rounded(spread.min()),
        rounded(spread.median()),
        rounded(spread.p99()),
        rounded(spread.max()));
  }

  private static double rounded(double millis) {
    return Math.round(millis * ROUNDING) / ROUNDING;
  }
}

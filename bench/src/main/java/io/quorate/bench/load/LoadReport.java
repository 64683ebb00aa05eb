package io.quorate.bench.load;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What the benchmark has found.
 *
 * @param kind what was asked for
 * @param profile timing of the nodes
 * @param seconds how long each was measured
 * @param lines what each came to
 */
record LoadReport(LoadKind kind, String profile, int seconds, List<LoadLine> lines) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** Keeps its own copy. */
  LoadReport {
    lines = List.copyOf(lines);
  }

  /** For people. */
  void table(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%s of %d bytes, profile %s, %d s each%n%-8s%10s%12s%10s%10s%10s%12s%12s%12s%n",
        kind.word(),
        Requests.VALUE_BYTES,
        profile,
        seconds,
        "way",
        "in flight",
        "per second",
        "p50 ms",
        "p99 ms",
        "max ms",
        "servers us",
        "client us",
        "log bytes");
    lines.forEach(line -> out.println(line.row()));
    out.println("Processor time of the three servers and of the client for one; log of one node.");
    out.flush();
  }

  /** For programs. */
  String json() {
    JsonObject report = new JsonObject();
    report.addProperty("kind", kind.word());
    report.addProperty("profile", profile);
    report.addProperty("seconds", seconds);
    report.addProperty("value_bytes", Requests.VALUE_BYTES);
    JsonArray all = new JsonArray();
    lines.forEach(line -> all.add(line.json()));
    report.add("lines", all);
    return GSON.toJson(report);
  }
}

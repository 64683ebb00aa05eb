package io.quorate.bench.load;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quorate.bench.contender.Entries;
import io.quorate.bench.contender.LoadKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What the benchmark has found.
 *
 * @param kind what was asked for
 * @param profile timing of the nodes
 * @param seconds how long each was measured in a round
 * @param rounds how many
 * @param sync how long the disk takes, measured before all else
 * @param lines what each came to, grouped by how many were on their way
 */
record LoadReport(
    LoadKind kind,
    String profile,
    int seconds,
    int rounds,
    SyncLatency sync,
    List<LoadLine> lines) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** The one that all others are compared with. */
  static final String OURS = "quorate";

  /** Keeps its own copy. */
  LoadReport {
    lines = List.copyOf(lines);
  }

  /** For people. */
  void table(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%s of %d bytes, profile %s, median of %d rounds of %d s%n"
            + "a sync of the disk: p50 %.2f ms, p99 %.2f ms%n%s%n",
        kind.word(),
        Entries.VALUE_BYTES,
        profile,
        rounds,
        seconds,
        sync.p50Millis(),
        sync.p99Millis(),
        LoadLine.HEADINGS);
    for (List<LoadLine> same : byInFlight()) {
      same.forEach(line -> out.println(line.row()));
      for (LoadLine ours : ours(same)) {
        theirs(same).forEach(line -> out.println(ours.ratioRow(line)));
      }
    }
    out.println(
        "Processor time of the three servers and of the client for one; log of one server.");
    out.flush();
  }

  /** For programs. */
  String json() {
    JsonObject report = new JsonObject();
    report.addProperty("kind", kind.word());
    report.addProperty("profile", profile);
    report.addProperty("seconds", seconds);
    report.addProperty("rounds", rounds);
    report.addProperty("value_bytes", Entries.VALUE_BYTES);
    report.addProperty("sync_p50_millis", sync.p50Millis());
    report.addProperty("sync_p99_millis", sync.p99Millis());
    JsonArray all = new JsonArray();
    lines.forEach(line -> all.add(line.json()));
    report.add("lines", all);
    JsonArray ratios = new JsonArray();
    for (List<LoadLine> same : byInFlight()) {
      for (LoadLine ours : ours(same)) {
        theirs(same).forEach(line -> ratios.add(ours.ratioJson(line)));
      }
    }
    report.add("ratios", ratios);
    return GSON.toJson(report);
  }

  private List<List<LoadLine>> byInFlight() {
    return lines.stream()
        .map(LoadLine::inFlight)
        .distinct()
        .map(each -> lines.stream().filter(line -> line.inFlight() == each).toList())
        .toList();
  }

  private static List<LoadLine> ours(List<LoadLine> same) {
    return same.stream().filter(line -> line.contender().equals(OURS)).toList();
  }

  private static List<LoadLine> theirs(List<LoadLine> same) {
    return same.stream().filter(line -> !line.contender().equals(OURS)).toList();
  }
}

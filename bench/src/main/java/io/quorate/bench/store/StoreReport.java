package io.quorate.bench.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What the benchmark has found, each figure under its name. */
final class StoreReport {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final double NANOS_OF_MILLI = 1e6;
  private static final double MILLIS_OF_SECOND = 1e3;
  private static final double HALF = 50;
  private static final double MOST = 99;
  private static final double ROUNDING = 100;

  private final String profile;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  StoreReport(String profile) {
    this.profile = profile;
  }

  void filled(Filling.Commits commits) {
    put("values", commits.values());
    put("value_bytes_in_all", (double) commits.bytes());
    put("filling_s", seconds(commits.took()));
  }

  void committed(Filling.Candidate candidate) {
    put("staged", candidate.values());
    put("staging_s", seconds(candidate.staging()));
    put("commit_s", seconds(candidate.committing()));
    put("commit_log_bytes", (double) candidate.logBytes());
  }

  void watched(WatchedWrites writes) {
    put("watches", writes.watches());
    put("told", (double) writes.told());
    times("write", writes.alone());
    times("watched_write", writes.watched());
    put("watched_p99_ratio", p99(writes.watched()) / p99(writes.alone()));
  }

  void restarted(Restart restart) {
    put("store_bytes", (double) restart.storeBytes());
    put("snapshot_bytes", (double) restart.snapshotBytes());
    put("witness_rss_mib", restart.witnessBytes() / (double) (1 << 20));
    put("restart_s", seconds(restart.took()));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS_OF_SECOND;
  }

  private void times(String name, Histogram times) {
    put(name + "_p50_ms", times.getValueAtPercentile(HALF) / NANOS_OF_MILLI);
    put(name + "_p99_ms", p99(times));
  }

  private static double p99(Histogram times) {
    return times.getValueAtPercentile(MOST) / NANOS_OF_MILLI;
  }

  private void put(String name, double value) {
    figures.put(name, Math.round(value * ROUNDING) / ROUNDING);
  }

  /** For people. */
  void table(PrintWriter out) {
    out.printf(Locale.ROOT, "%nprofile %s%n", profile);
    figures.forEach(
        (name, value) -> out.printf(Locale.ROOT, "%-22s%18.2f%n", name.replace('_', ' '), value));
    out.flush();
  }

  /** For programs. */
  String json() {
    JsonObject report = new JsonObject();
    report.addProperty("profile", profile);
    figures.forEach(report::addProperty);
    return GSON.toJson(report);
  }
}

package io.quorate.bench.heartbeats;

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
 * @param groups how many were declared
 * @param profile their timing
 * @param seconds how long was measured
 * @param nodes what each used
 */
record HeartbeatReport(int groups, String profile, int seconds, List<NodeLine> nodes) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final double ROUNDING = 10;

  /** Keeps its own copy. */
  HeartbeatReport {
    nodes = List.copyOf(nodes);
  }

  /** For people. */
  void table(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%d groups, profile %s, nothing happens, %d s%n%-6s%-16s%8s%10s%14s%12s%12s%n",
        groups,
        profile,
        seconds,
        "node",
        "part",
        "active",
        "CPU %",
        "heartbeats/s",
        "bytes sent",
        "answered");
    nodes.forEach(node -> out.println(node.row()));
    out.println("CPU in percent of one core; bytes of one heartbeat; a leader sends itself none.");
    out.flush();
  }

  /** For programs. */
  String json() {
    JsonObject report = new JsonObject();
    report.addProperty("groups", groups);
    report.addProperty("profile", profile);
    report.addProperty("seconds", seconds);
    JsonArray all = new JsonArray();
    for (NodeLine node : nodes) {
      JsonObject one = new JsonObject();
      one.addProperty("node", node.node());
      one.addProperty("part", node.part());
      one.addProperty("active", node.active());
      one.addProperty("cpu_percent", rounded(node.cpuPercent()));
      one.addProperty("heartbeats_per_second", rounded(node.heartbeats()));
      one.addProperty("heartbeat_bytes", rounded(node.heartbeatBytes()));
      one.addProperty("answer_bytes", rounded(node.answerBytes()));
      all.add(one);
    }
    report.add("nodes", all);
    return GSON.toJson(report);
  }

  private static double rounded(double value) {
    return Math.round(value * ROUNDING) / ROUNDING;
  }
}

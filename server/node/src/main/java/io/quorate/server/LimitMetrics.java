package io.quorate.server;

import io.quorate.server.api.ApiServer;
import io.quorate.server.http.MetricFamily;
import io.quorate.server.transport.CallLane;
import io.quorate.server.watch.TurnLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How full what is bounded is, and what was refused because it was full. */
final class LimitMetrics {
  private final ApiServer api;
  private final List<TurnLoop> loops;

  LimitMetrics(ApiServer api, List<TurnLoop> loops) {
    this.api = api;
    this.loops = List.copyOf(loops);
  }

  List<MetricFamily> families() {
    List<MetricFamily.Sample> open = new ArrayList<>();
    List<MetricFamily.Sample> refused = new ArrayList<>();
    for (CallLane lane : api.gate().lanes()) {
      open.add(sample("lane", lane.name(), lane.open()));
      refused.add(sample("lane", lane.name(), (double) lane.refused()));
    }
    List<MetricFamily.Sample> waiting = new ArrayList<>();
    List<MetricFamily.Sample> dropped = new ArrayList<>();
    for (TurnLoop loop : loops) {
      waiting.add(sample("loop", loop.progress().name(), loop.waiting()));
      dropped.add(sample("loop", loop.progress().name(), (double) loop.refused()));
    }
    return List.of(
        family("quorate_api_calls_open", "Calls that are open.", MetricFamily.Kind.GAUGE, open),
        family(
            "quorate_api_calls_refused_total",
            "Calls that were refused because too many were open.",
            MetricFamily.Kind.COUNTER,
            refused),
        MetricFamily.gauge(
            "quorate_api_watches", "Callers that watch by way of this node.", api::watches),
        family(
            "quorate_loop_waiting",
            "Turns that wait for a loop.",
            MetricFamily.Kind.GAUGE,
            waiting),
        family(
            "quorate_loop_refused_total",
            "Calls that were refused because too much waited for a loop.",
            MetricFamily.Kind.COUNTER,
            dropped));
  }

  private static MetricFamily.Sample sample(String label, String name, double value) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put(label, name);
    return new MetricFamily.Sample(labels, value);
  }

  private static MetricFamily family(
      String name, String help, MetricFamily.Kind kind, List<MetricFamily.Sample> samples) {
    return new MetricFamily(name, help, kind, () -> samples);
  }
}

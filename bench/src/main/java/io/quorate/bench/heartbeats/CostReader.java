package io.quorate.bench.heartbeats;

import io.quorate.server.local.LiveProcess;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.ProcessRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Reads what a node's process has used: from the system, and from its metrics. */
final class CostReader {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final LocalCluster cluster;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  CostReader(LocalCluster cluster) {
    this.cluster = cluster;
  }

  NodeCost read(LocalNode node) throws IOException, LocalClusterException, InterruptedException {
    Map<String, Double> metrics = metrics(node);
    long cpu = cpuNanos(node);
    return new NodeCost(
        System.nanoTime(),
        cpu,
        metrics.getOrDefault("quorate_heartbeats_sent_total", 0.0),
        metrics.getOrDefault("quorate_heartbeat_sent_bytes_total", 0.0),
        metrics.getOrDefault("quorate_heartbeat_answer_bytes_total", 0.0));
  }

  private long cpuNanos(LocalNode node) throws IOException, LocalClusterException {
    return cluster.processes(node).stream()
        .filter(process -> process.role() == ProcessRole.AGENT)
        .findFirst()
        .flatMap(LiveProcess::processorTime)
        .orElseThrow(() -> new LocalClusterException("node " + node.node() + " has ended"))
        .toNanos();
  }

  private Map<String, Double> metrics(LocalNode node) throws IOException, InterruptedException {
    URI uri = node.metrics();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri).timeout(LIMIT).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException(uri + " answered " + answer.statusCode());
    }
    Map<String, Double> metrics = new TreeMap<>();
    for (String line : answer.body().lines().toList()) {
      int space = line.lastIndexOf(' ');
      if (space > 0 && !line.startsWith("#") && line.indexOf('{') < 0) {
        metrics.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      }
    }
    return metrics;
  }
}

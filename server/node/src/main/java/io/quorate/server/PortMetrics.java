package io.quorate.server;

import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import java.util.function.LongSupplier;

/** What became of connections to the ports of this node, as metrics. */
final class PortMetrics {
  private final LongSupplier api;
  private final LongSupplier raft;

  /**
   * Of one node.
   *
   * @param api connections to the API that were turned away
   * @param raft the same of the log
   */
  PortMetrics(LongSupplier api, LongSupplier raft) {
    this.api = api;
    this.raft = raft;
  }

  void registerIn(NodeMetrics metrics) {
    metrics.readings(
        Measure.CONNECTIONS_TURNED_AWAY,
        readings -> {
          readings.add((double) api.getAsLong(), "api");
          readings.add((double) raft.getAsLong(), "raft");
        });
  }
}

package io.quorate.bench.heartbeats;

/**
 * What one node has used so far.
 *
 * @param nanos when that was read, on the monotonic clock
 * @param cpuNanos of its process, by all threads
 * @param heartbeats that it sent
 * @param sentBytes of those that crossed the network
 * @param answerBytes of the answers that came over the network
 */
record NodeCost(
    long nanos, long cpuNanos, double heartbeats, double sentBytes, double answerBytes) {
  private static final double PERCENT = 100;
  private static final double NANOS = 1e9;

  /** Percent of one core since then. */
  double cpuPercent(NodeCost before) {
    return PERCENT * (cpuNanos - before.cpuNanos) / (nanos - before.nanos);
  }

  /** Heartbeats a second since then. */
  double heartbeatsPerSecond(NodeCost before) {
    return NANOS * (heartbeats - before.heartbeats) / (nanos - before.nanos);
  }

  /** Bytes of one heartbeat since then, on the average. */
  double bytesSent(NodeCost before) {
    return perHeartbeat(sentBytes - before.sentBytes, before);
  }

  /** Bytes of one answer since then, on the average. */
  double bytesAnswered(NodeCost before) {
    return perHeartbeat(answerBytes - before.answerBytes, before);
  }

  private double perHeartbeat(double bytes, NodeCost before) {
    double count = heartbeats - before.heartbeats;
    return count == 0 ? 0 : bytes / count;
  }
}

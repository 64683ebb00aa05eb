package io.quorate.bench.heartbeats;

import io.quorate.core.NodeKind;
import io.quorate.server.local.LocalNode;
import io.quorate.v1.Phase;
import io.quorate.v1.Status;
import java.util.Locale;

/**
 * What one node used on the average.
 *
 * @param node its name
 * @param part leader, data or witness
 * @param active groups that it serves
 * @param cpuPercent of one core
 * @param heartbeats that it sent, a second
 * @param heartbeatBytes of one that crossed the network
 * @param answerBytes of the answer to it
 */
record NodeLine(
    String node,
    String part,
    long active,
    double cpuPercent,
    double heartbeats,
    double heartbeatBytes,
    double answerBytes) {

  static NodeLine of(LocalNode node, Status status, NodeCost before, NodeCost after) {
    String name = node.node().value();
    boolean leads = status.getLeader().equals(name);
    String part = node.kind() == NodeKind.WITNESS ? "witness" : "data";
    long active =
        status.getGroupsList().stream()
            .filter(group -> group.getPhase() == Phase.ACTIVE && group.getHolder().equals(name))
            .count();
    return new NodeLine(
        name,
        leads ? part + ", leads" : part,
        active,
        after.cpuPercent(before),
        after.heartbeatsPerSecond(before),
        after.bytesSent(before),
        after.bytesAnswered(before));
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-6s%-16s%8d%10.1f%14.1f%12.0f%12.0f",
        node,
        part,
        active,
        cpuPercent,
        heartbeats,
        heartbeatBytes,
        answerBytes);
  }
}

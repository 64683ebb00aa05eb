package io.quorate.server;

import io.quorate.core.leader.LeaderPicture;
import io.quorate.server.agent.Agent;
import io.quorate.server.log.ProcessOutput;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.registry.ReplicatedRegistry;

/** How far this node's copy of the registry has come, and what it hears of a leader. */
final class OwnMetrics {
  private static final double MILLIS = 1_000.0;

  private final ReplicatedRegistry registry;
  private final Agent agent;
  private final String version;

  OwnMetrics(ReplicatedRegistry registry, Agent agent, String version) {
    this.registry = registry;
    this.agent = agent;
    this.version = version;
  }

  void registerIn(NodeMetrics metrics) {
    metrics.value(Measure.APPLIED_INDEX, registry::appliedIndex);
    metrics.value(Measure.COMMIT_INDEX, registry::commitIndex);
    metrics.value(Measure.RAFT_TERM, () -> registry.currentTerm().value());
    metrics.value(Measure.LEADER, () -> registry.leads() ? 1 : 0);
    metrics.value(Measure.PROPOSALS_WAITING, registry::waiting);
    metrics.value(Measure.LEADER_SILENCE, () -> agent.silence().toMillis() / MILLIS);
    metrics.value(
        Measure.QUORUM, () -> agent.silence().compareTo(LeaderPicture.NODE_SILENCE) <= 0 ? 1 : 0);
    metrics.value(Measure.FEATURE_LEVEL, () -> registry.image().level().value());
    metrics.readings(
        Measure.BUILD, readings -> readings.add(1, version, Runtime.version().toString()));
    metrics.value(Measure.HEARTBEATS_SENT, () -> agent.heartbeatCount().sent());
    metrics.value(Measure.HEARTBEATS_UNANSWERED, () -> agent.heartbeatCount().unanswered());
    metrics.value(Measure.HEARTBEAT_SENT_BYTES, () -> agent.heartbeatCount().sentBytes());
    metrics.value(Measure.HEARTBEAT_ANSWER_BYTES, () -> agent.heartbeatCount().answerBytes());
    metrics.value(Measure.LOG_LINES_DROPPED, ProcessOutput::droppedLines);
  }
}

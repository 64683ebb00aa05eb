package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.server.agent.Agent;
import io.quorate.server.agent.RoleFile;
import io.quorate.server.http.GroupRole;
import io.quorate.server.http.HttpViews;
import io.quorate.server.http.MetricFamily;
import io.quorate.server.log.ProcessOutput;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.watch.LoopProgress;
import io.quorate.server.watch.LoopWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a node shows over HTTP: its own roles by its own leases, and its numbers. */
final class NodeViews implements HttpViews {
  private static final double MILLIS = 1_000.0;

  private final Agent agent;
  private final ReplicatedRegistry registry;
  private final LoopWatch loops;
  private final Supplier<ClockReading> clocks;
  private final LimitMetrics limits;
  private final SyncMetrics syncs;

  /**
   * What is measured elsewhere.
   *
   * @param limits how near the node is to its limits
   * @param syncs what keeps members from having configurations
   */
  record More(LimitMetrics limits, SyncMetrics syncs) {}

  NodeViews(
      Agent agent,
      ReplicatedRegistry registry,
      LoopWatch loops,
      Supplier<ClockReading> clocks,
      More more) {
    this.agent = agent;
    this.registry = registry;
    this.loops = loops;
    this.clocks = clocks;
    this.limits = more.limits();
    this.syncs = more.syncs();
  }

  /** A process in which something broke ends itself; what hangs is seen here. */
  @Override
  public Optional<String> notLive() {
    return loops.stuck();
  }

  @Override
  public Optional<String> notReady() {
    return agent.started()
        ? Optional.empty()
        : Optional.of("what an earlier run left is being looked at");
  }

  @Override
  public Optional<GroupRole> role(String group) {
    if (!Names.wellFormed(group)) {
      return Optional.empty();
    }
    return Optional.ofNullable(agent.roles().get(new GroupId(group))).map(this::role);
  }

  private GroupRole role(RoleFile file) {
    boolean valid = clocks.get().bootNanos() < file.leaseEndBootNanos();
    return switch (file.role()) {
      case "active" -> valid ? GroupRole.ACTIVE : GroupRole.NEITHER;
      case "standby" -> GroupRole.STANDBY;
      default -> GroupRole.NEITHER;
    };
  }

  @Override
  public List<MetricFamily> metrics() {
    List<MetricFamily> metrics = new ArrayList<>();
    metrics.add(
        MetricFamily.gauge(
            "quorate_applied_index", "Last log entry applied here.", registry::appliedIndex));
    metrics.add(
        MetricFamily.gauge(
            "quorate_commit_index",
            "Last log entry known to be committed.",
            registry::commitIndex));
    metrics.add(
        MetricFamily.gauge(
            "quorate_raft_term", "Raft term.", () -> registry.currentTerm().value()));
    metrics.add(
        MetricFamily.gauge("quorate_leader", "1 while this node leads.", () -> leads() ? 1 : 0));
    metrics.add(
        MetricFamily.gauge(
            "quorate_proposals_waiting", "Proposals without an answer.", registry::waiting));
    metrics.add(
        MetricFamily.gauge(
            "quorate_leader_silence_seconds",
            "Time since a leader answered this node.",
            () -> agent.silence().toMillis() / MILLIS));
    metrics.add(
        MetricFamily.counter(
            "quorate_heartbeats_sent_total",
            "Heartbeats to a leader, each for all groups.",
            () -> agent.heartbeatCount().sent()));
    metrics.add(
        MetricFamily.counter(
            "quorate_heartbeats_unanswered_total",
            "Heartbeats that no leader answered in time.",
            () -> agent.heartbeatCount().unanswered()));
    metrics.add(
        MetricFamily.counter(
            "quorate_heartbeat_sent_bytes_total",
            "Bytes of the heartbeats to another node that leads.",
            () -> agent.heartbeatCount().sentBytes()));
    metrics.add(
        MetricFamily.counter(
            "quorate_heartbeat_answer_bytes_total",
            "Bytes of the answers of another node that leads.",
            () -> agent.heartbeatCount().answerBytes()));
    metrics.add(
        MetricFamily.counter(
            "quorate_log_lines_dropped_total",
            "Lines of the log that nobody took from this process in time.",
            ProcessOutput::droppedLines));
    metrics.add(stuck());
    metrics.addAll(limits.families());
    metrics.addAll(roles());
    if (leads()) {
      metrics.addAll(GroupMetrics.of(registry.image(), clocks.get()));
      metrics.add(GroupMetrics.blocked(syncs.blocks()));
    }
    return metrics;
  }

  private MetricFamily stuck() {
    List<MetricFamily.Sample> samples = new ArrayList<>();
    for (LoopProgress loop : loops.loops()) {
      TreeMap<String, String> labels = new TreeMap<>();
      labels.put("loop", loop.name());
      samples.add(new MetricFamily.Sample(labels, loop.lasting().toMillis() / MILLIS));
    }
    return new MetricFamily(
        "quorate_loop_turn_seconds",
        "How long the present turn of a loop has lasted; it should be next to nothing.",
        MetricFamily.Kind.GAUGE,
        () -> samples);
  }

  private List<MetricFamily> roles() {
    List<MetricFamily> metrics = new ArrayList<>();
    metrics.add(
        perGroup(
            "quorate_group_active",
            "1 while this node may serve the group.",
            file -> role(file) == GroupRole.ACTIVE ? 1.0 : 0.0));
    metrics.add(
        perGroup(
            "quorate_group_epoch",
            "Epoch that this node serves or leaves, 0 on a standby.",
            file -> (double) file.epoch()));
    metrics.add(
        perGroup(
            "quorate_group_lease_seconds",
            "What is left of this node's lease.",
            file -> leaseLeft(file).toMillis() / MILLIS));
    return metrics;
  }

  private boolean leads() {
    return registry.leads(registry.currentTerm());
  }

  private Duration leaseLeft(RoleFile file) {
    return Duration.ofNanos(Math.max(0, file.leaseEndBootNanos() - clocks.get().bootNanos()));
  }

  private MetricFamily perGroup(String name, String help, Function<RoleFile, Double> value) {
    List<MetricFamily.Sample> samples = new ArrayList<>();
    agent
        .roles()
        .forEach(
            (group, file) -> {
              TreeMap<String, String> labels = new TreeMap<>();
              labels.put("group", group.value());
              samples.add(new MetricFamily.Sample(labels, value.apply(file)));
            });
    return new MetricFamily(name, help, MetricFamily.Kind.GAUGE, () -> samples);
  }
}

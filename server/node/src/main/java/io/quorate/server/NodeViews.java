package io.quorate.server;

import io.quorate.server.agent.Agent;
import io.quorate.server.http.GroupRole;
import io.quorate.server.http.HttpViews;
import io.quorate.server.metrics.Exposition;
import io.quorate.server.metrics.MetricsPage;
import io.quorate.server.watch.LoopWatch;
import java.util.Optional;

/** What a node shows over HTTP: its own roles by its own leases, and its numbers. */
final class NodeViews implements HttpViews {
  private final Agent agent;
  private final OwnRoles roles;
  private final LoopWatch loops;
  private final Exposition metrics;

  NodeViews(Agent agent, OwnRoles roles, LoopWatch loops, Exposition metrics) {
    this.agent = agent;
    this.roles = roles;
    this.loops = loops;
    this.metrics = metrics;
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
    return roles.in(group);
  }

  @Override
  public Optional<String> notActive() {
    return roles.notActive();
  }

  @Override
  public MetricsPage metrics(String accept) {
    return metrics.page(accept);
  }
}

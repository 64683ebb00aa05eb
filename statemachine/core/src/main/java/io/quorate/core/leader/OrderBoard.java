package io.quorate.core.leader;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Order;
import io.quorate.core.session.ToldPicture;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the leader wants of one node for each of its groups, kept up to date as groups change, so
 * that a heartbeat costs what changed since the last one.
 */
final class OrderBoard {
  /** How often a node reports that is no member of anything. */
  private static final Duration IDLE_PERIOD = Duration.ofSeconds(1);

  private final NodeId node;
  private final ToldPicture<Order> orders = new ToldPicture<>();
  private final SortedMap<GroupId, Duration> periods = new TreeMap<>();
  private final SortedMap<Duration, Integer> counted = new TreeMap<>();

  OrderBoard(NodeId node) {
    this.node = node;
  }

  /**
   * The group is as the record says; an extension is promised where the grantor allows it (G1).
   *
   * @param held why files of its configuration stay as they are on the node; empty: they do not
   */
  void put(GroupRecord group, LeaseGrantor grantor, String held) {
    GroupId name = group.spec().name();
    if (!group.spec().hasMember(node)) {
      remove(name);
      return;
    }
    orders.put(name, order(group, grantor, held));
    period(name, group.spec().timing().heartbeat());
  }

  void remove(GroupId group) {
    orders.remove(group);
    countNoMore(periods.remove(group));
  }

  private void period(GroupId group, Duration period) {
    countNoMore(periods.put(group, period));
    counted.merge(period, 1, Integer::sum);
  }

  private void countNoMore(@Nullable Duration period) {
    if (period != null) {
      counted.computeIfPresent(period, (known, count) -> count > 1 ? count - 1 : null);
    }
  }

  /** What the node has to be told. */
  Changes<Order> since(long base) {
    return orders.since(base);
  }

  /** Tells the group's order again. */
  void repeat(GroupId group) {
    orders.repeat(group);
  }

  /** How often the node shall report. */
  Duration period() {
    return counted.isEmpty() ? IDLE_PERIOD : Situations.shorter(counted.firstKey(), IDLE_PERIOD);
  }

  private Order order(GroupRecord group, LeaseGrantor grantor, String held) {
    RoleRecord role = group.role();
    NodeId holder = role.holder();
    boolean extended =
        role.heldBy(node) && grantor.mayExtend(group.spec().name(), role.epoch(), node);
    List<String> endpoints =
        holder == null
            ? List.of()
            : group.spec().member(holder).map(GroupMember::endpointTexts).orElse(List.of());
    return new Order(
        new Directive(step(role), role.epoch()),
        extended ? new LeaseTerms(role.lease(), role.fenceDelay()) : null,
        group.revision(),
        new Order.Holding(role.phase(), holder, endpoints),
        group.paused() ? Order.Automation.PAUSED : Order.Automation.RUNNING,
        cause(group),
        held);
  }

  private Directive.Step step(RoleRecord role) {
    return role.heldBy(node) ? step(role.phase()) : Directive.Step.STAND_BY;
  }

  private static Directive.Step step(Phase phase) {
    return switch (phase) {
      case PROMOTING, ACTIVE -> Directive.Step.SERVE;
      case QUIESCING -> Directive.Step.QUIESCE;
      case DEMOTING -> Directive.Step.DEMOTE;
      case VACANT -> Directive.Step.STAND_BY;
    };
  }

  private static String cause(GroupRecord group) {
    Operation operation = group.operation();
    return operation == null ? "" : operation.kind() + ": " + operation.cause();
  }
}

package io.quorate.core.transition;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group without what no rule tells apart, so that there are few of them: the nodes are named by
 * their part in it, epochs are none or one, and times are over or not.
 */
final class Plain {
  static final ClusterTime LONG_AGO = new ClusterTime(0);
  private static final ClusterTime AHEAD = PhaseWalk.Place.NOW.plus(Duration.ofMinutes(1));

  private final GroupRecord group;
  private final Map<NodeId, NodeId> names = new TreeMap<>();

  Plain(GroupRecord group) {
    this.group = group;
    Operation operation = group.operation();
    List<@Nullable NodeId> parts = new ArrayList<>();
    parts.add(group.role().node());
    parts.add(operation == null ? null : operation.from());
    parts.add(operation == null ? null : operation.to());
    Stream.concat(
            Groups.NODES.stream().filter(this::waits),
            Groups.NODES.stream().filter(node -> !waits(node)))
        .forEach(parts::add);
    for (NodeId node : parts) {
      if (node != null && !names.containsKey(node)) {
        names.put(node, Groups.NODES.get(names.size()));
      }
    }
  }

  static GroupRecord with(GroupRecord group, SortedMap<NodeId, MemberRecord> members) {
    return new GroupRecord(
        group.spec(),
        group.revision(),
        group.role(),
        group.automation(),
        group.operation(),
        members,
        ServiceRecord.never(LONG_AGO));
  }

  GroupRecord record() {
    SortedMap<NodeId, MemberRecord> members = new TreeMap<>();
    for (NodeId node : Groups.NODES) {
      boolean waits = waits(node);
      NodeId plain = names.get(node);
      if (plain != null) {
        members.put(
            plain,
            new MemberRecord(
                MemberState.STANDBY,
                "",
                LONG_AGO,
                waits ? new FailedPromotions(1, AHEAD, "") : FailedPromotions.NONE));
      }
    }
    return new GroupRecord(
        Groups.spec(Duration.ZERO),
        new Revision(1),
        role(),
        group.automation(),
        operation(),
        members,
        ServiceRecord.never(LONG_AGO));
  }

  private boolean waits(NodeId node) {
    MemberRecord member = group.members().get(node);
    return member != null && member.leftAlone(PhaseWalk.Place.NOW);
  }

  private RoleRecord role() {
    RoleRecord role = group.role();
    NodeId node = role.node();
    return new RoleRecord(
        new Epoch(Math.min(1, role.epoch().value())),
        role.phase(),
        node == null ? null : names.get(node),
        role.closure(),
        Duration.ZERO,
        Duration.ZERO,
        LONG_AGO);
  }

  private @Nullable Operation operation() {
    Operation operation = group.operation();
    if (operation == null) {
      return null;
    }
    NodeId to = operation.to();
    return new Operation(
        operation.kind(),
        operation.step(),
        names.getOrDefault(operation.from(), operation.from()),
        to == null ? null : names.get(to),
        LONG_AGO,
        LONG_AGO,
        LONG_AGO,
        "",
        "");
  }
}

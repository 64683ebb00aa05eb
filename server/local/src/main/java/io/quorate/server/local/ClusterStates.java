package io.quorate.server.local;

import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeState;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Phase;
import io.quorate.v1.Status;
import java.util.Optional;
import java.util.function.Predicate;

/** What one waits for in a status. Each is true only of a status that a majority has confirmed. */
public final class ClusterStates {
  private ClusterStates() {}

  /** There is a leader, and this many nodes are heard from. */
  public static Predicate<Status> formed(int nodes) {
    return status ->
        confirmed(status)
            && !status.getLeader().isEmpty()
            && status.getNodesList().stream().filter(NodeStatus::getOnline).count() >= nodes;
  }

  /** Somebody serves the group. */
  public static Predicate<Status> served(String group) {
    return status -> active(status, group).isPresent();
  }

  /** This node serves the group, and no planned change is under way. */
  public static Predicate<Status> settledAt(String group, String node) {
    return status ->
        active(status, group).filter(g -> g.getHolder().equals(node)).isPresent()
            && group(status, group).filter(GroupStatus::hasOperation).isEmpty();
  }

  /** This node is a standby that may take over. */
  public static Predicate<Status> standby(String group, String node) {
    return status ->
        member(status, group, node)
            .filter(m -> m.getState() == NodeState.NODE_STANDBY && m.getEligible())
            .isPresent();
  }

  /** The node that leads is not the one that serves the group: losing it costs no election. */
  public static Predicate<Status> leaderApart(String group) {
    return status ->
        active(status, group).filter(g -> !g.getHolder().equals(status.getLeader())).isPresent();
  }

  /** The group, when somebody serves it. */
  public static Optional<GroupStatus> active(Status status, String group) {
    return confirmed(status)
        ? group(status, group).filter(g -> g.getPhase() == Phase.ACTIVE)
        : Optional.empty();
  }

  private static Optional<MemberStatus> member(Status status, String group, String node) {
    return confirmed(status)
        ? group(status, group).stream()
            .flatMap(g -> g.getMembersList().stream())
            .filter(m -> m.getNode().equals(node))
            .findFirst()
        : Optional.empty();
  }

  private static Optional<GroupStatus> group(Status status, String name) {
    return status.getGroupsList().stream().filter(g -> g.getName().equals(name)).findFirst();
  }

  private static boolean confirmed(Status status) {
    return status.getSource() == Status.Source.QUORUM;
  }
}

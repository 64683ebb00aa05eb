package io.quorate.core.failover;

import io.quorate.core.NodeId;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where Raft leadership should be: on the data node that holds the fewest roles, so that the loss
 * of an active mostly costs no election (role-protocol.md, Liveness).
 */
public final class LeadershipPlacement {
  /**
   * A leadership is left alone for so long after it began, and a node for so long after it came
   * back, so that leadership does not wander.
   */
  public static final Duration SETTLING = Duration.ofSeconds(10);

  private LeadershipPlacement() {}

  /**
   * What speaks for a voter as leader.
   *
   * @param dataNodes all data nodes; a witness leads only while it must
   * @param caughtUp the nodes whose logs keep up with the leader's
   * @param steady the nodes that have been heard from without a break for {@link #SETTLING}
   */
  public record Candidates(
      SortedSet<NodeId> dataNodes, SortedSet<NodeId> caughtUp, SortedSet<NodeId> steady) {
    /** Keeps its own copies. */
    public Candidates {
      dataNodes = Collections.unmodifiableSortedSet(new TreeSet<>(dataNodes));
      caughtUp = Collections.unmodifiableSortedSet(new TreeSet<>(caughtUp));
      steady = Collections.unmodifiableSortedSet(new TreeSet<>(steady));
    }

    /** Whether the node may lead; the leader itself need not be heard from. */
    private boolean mayLead(NodeId node, NodeId leader) {
      return dataNodes.contains(node)
          && caughtUp.contains(node)
          && (steady.contains(node) || node.equals(leader));
    }
  }

  /**
   * To whom leadership should move.
   *
   * @param leader who leads; it may be a witness
   * @param candidates who may lead at all
   * @param roles how many open roles each node holds
   * @param leadingFor how long the leader has been leading
   * @return the better node, or empty when it is well placed
   */
  public static Optional<NodeId> better(
      NodeId leader, Candidates candidates, Map<NodeId, Integer> roles, Duration leadingFor) {
    if (leadingFor.compareTo(SETTLING) < 0) {
      return Optional.empty();
    }
    NodeId best = null;
    int fewest =
        candidates.mayLead(leader, leader) ? roles.getOrDefault(leader, 0) : Integer.MAX_VALUE;
    for (NodeId node : candidates.dataNodes()) {
      int held = roles.getOrDefault(node, 0);
      if (candidates.mayLead(node, leader) && held < fewest) {
        best = node;
        fewest = held;
      }
    }
    return Optional.ofNullable(best);
  }
}

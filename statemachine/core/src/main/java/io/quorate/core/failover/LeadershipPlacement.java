package io.quorate.core.failover;

import io.quorate.core.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

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
   * To whom leadership should move.
   *
   * @param leader who leads; it may be a witness
   * @param held how many roles each data node that is heard from and caught up holds
   * @param leadingFor how long the leader has been leading
   * @return the better node, or empty when it is well placed
   */
  public static Optional<NodeId> better(
      NodeId leader, SortedMap<NodeId, Integer> held, Duration leadingFor) {
    if (leadingFor.compareTo(SETTLING) < 0) {
      return Optional.empty();
    }
    int own = held.getOrDefault(leader, Integer.MAX_VALUE);
    NodeId best = null;
    int fewest = own;
    for (var entry : held.entrySet()) {
      if (entry.getValue() < fewest) {
        best = entry.getKey();
        fewest = entry.getValue();
      }
    }
    return Optional.ofNullable(best);
  }
}

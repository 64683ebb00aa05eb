package io.quorate.server.leader;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.failover.Situation;
import io.quorate.v1.HeartbeatRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the leader knows at one moment, beyond what is replicated.
 *
 * @param term in which it leads
 * @param time the leader's clock
 * @param groups every group
 * @param nodes every node that was heard from in this term
 */
public record ClusterView(
    Term term,
    ClusterTime time,
    SortedMap<GroupId, GroupView> groups,
    SortedMap<NodeId, NodeView> nodes) {

  /** Shows its maps, does not lend them. */
  public ClusterView {
    groups = Collections.unmodifiableSortedMap(groups);
    nodes = Collections.unmodifiableSortedMap(nodes);
  }

  /**
   * A group.
   *
   * @param situation what decisions about it rest on
   * @param leaseLeft until its lease would surely be over; null when no epoch is open
   */
  public record GroupView(Situation situation, @Nullable Duration leaseLeft) {}

  /**
   * A node.
   *
   * @param heartbeat its last one
   * @param silent how long ago it arrived
   */
  public record NodeView(HeartbeatRequest heartbeat, Duration silent) {}
}

package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.failover.Situation;
import io.quorate.core.leader.Leader;
import io.quorate.v1.Notice;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
   * @param version of its program
   * @param appliedIndex last entry that it has applied
   * @param leaving whether it is about to stop
   * @param warnings what an operator should know of it
   * @param silent how long ago it was heard from
   */
  public record NodeView(
      String version, long appliedIndex, boolean leaving, List<Notice> warnings, Duration silent) {
    /** Keeps its own copy. */
    public NodeView {
      warnings = List.copyOf(warnings);
    }
  }

  static ClusterView of(Leader leader, HeardHeartbeats heard, ClockReading now) {
    SortedMap<GroupId, GroupView> groups = new TreeMap<>();
    leader
        .groups()
        .forEach(
            group -> {
              GroupId name = group.spec().name();
              Situation situation = leader.situation(name, now);
              if (situation != null) {
                groups.put(name, new GroupView(situation, leader.leaseLeft(name, now)));
              }
            });
    SortedMap<NodeId, NodeView> nodes = new TreeMap<>();
    heard
        .all()
        .forEach(
            (node, facts) ->
                nodes.put(
                    node,
                    new NodeView(
                        facts.version(),
                        facts.appliedIndex(),
                        facts.leaving(),
                        facts.warnings(),
                        leader.silence(node, now))));
    return new ClusterView(leader.term(), leader.time(now), groups, nodes);
  }
}

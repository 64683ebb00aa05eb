package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.PersistentMap;
import io.quorate.core.Term;
import io.quorate.core.failover.Situation;
import io.quorate.core.leader.LeaderPicture;
import io.quorate.core.registry.GroupRecord;
import io.quorate.v1.Notice;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the leader knows at one moment, beyond what is replicated. Never changes; what is shown of
 * it is put together on the thread of whoever looks, with groups of the registry's image.
 */
public final class ClusterView {
  private final LeaderPicture picture;
  private final PersistentMap<NodeId, HeardHeartbeats.Facts> nodes;

  ClusterView(LeaderPicture picture, PersistentMap<NodeId, HeardHeartbeats.Facts> nodes) {
    this.picture = picture;
    this.nodes = nodes;
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

  /** In which it leads. */
  public Term term() {
    return picture.term();
  }

  /** The leader's clock. */
  public ClusterTime time(ClockReading now) {
    return picture.time(now);
  }

  /** The group, of which the registry says this. */
  public GroupView group(GroupRecord record, ClockReading now) {
    return new GroupView(
        picture.situation(record, now), picture.leaseLeft(record.spec().name(), now));
  }

  /** How long ago the node was heard from; since the term began, when never. */
  public Duration silence(NodeId node, ClockReading now) {
    return picture.silence(node, now);
  }

  /** Every node that was heard from in this term. */
  public SortedMap<NodeId, NodeView> nodes(ClockReading now) {
    SortedMap<NodeId, NodeView> views = new TreeMap<>();
    nodes.forEach(
        (node, facts) ->
            views.put(
                node,
                new NodeView(
                    facts.version(),
                    facts.appliedIndex(),
                    facts.leaving(),
                    facts.warnings(),
                    picture.silence(node, now))));
    return views;
  }
}

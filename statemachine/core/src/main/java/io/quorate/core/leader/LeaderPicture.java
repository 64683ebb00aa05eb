package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.PersistentMap;
import io.quorate.core.Term;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.failover.WellSince;
import io.quorate.core.lease.LeasePicture;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.session.Heartbeat;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a leader knows beyond the registry, at one moment. Never changes, and costs its leader
 * nothing to give away: whoever looks at it works on a thread of their own, with the groups of
 * whichever image of the registry they hold.
 */
public final class LeaderPicture {
  /** A node that was not heard from for so long counts as offline. */
  public static final Duration NODE_SILENCE = Duration.ofSeconds(3);

  private final Term term;
  private final ClusterClock clock;
  private final ClockReading began;
  private final Known known;

  /** The parts that change. */
  record Known(
      LeasePicture leases,
      SortedMap<NodeId, HeardFacts> heard,
      PersistentMap<GroupId, WellSince> well) {}

  LeaderPicture(Term term, ClusterClock clock, ClockReading began, Known known) {
    this.term = term;
    this.clock = clock;
    this.began = began;
    this.known = known;
  }

  /** The term that it leads. */
  public Term term() {
    return term;
  }

  /** Cluster time. */
  public ClusterTime time(ClockReading now) {
    return clock.at(now);
  }

  /** What a decision about the group would rest on. */
  public Situation situation(GroupRecord group, ClockReading now) {
    boolean over =
        group.role().open()
            && known.leases.surelyOver(group.spec().name(), group.role().epoch(), now);
    SortedMap<NodeId, MemberView> members = new TreeMap<>();
    for (GroupMember member : group.spec().members()) {
      NodeId node = member.node();
      members.put(node, view(group, node, wellFor(group, node, now), now));
    }
    return new Situation(
        group,
        clock.at(now),
        over ? Situation.LeaseState.SURELY_OVER : Situation.LeaseState.MAYBE_ALIVE,
        members,
        now.leastSince(began));
  }

  private Duration wellFor(GroupRecord group, NodeId node, ClockReading now) {
    WellSince since = known.well.get(group.spec().name());
    return since != null && since.node().equals(node)
        ? now.leastSince(since.reading())
        : Duration.ZERO;
  }

  private MemberView view(GroupRecord group, NodeId node, Duration well, ClockReading now) {
    return view(known.heard.get(node), group, silence(node, now), well, now);
  }

  static MemberView view(
      @Nullable HeardFacts facts,
      GroupRecord group,
      Duration silent,
      Duration well,
      ClockReading now) {
    MemberReport report = facts == null ? null : facts.report(group.spec().name());
    Duration limit = group.spec().timing().lease();
    return new MemberView(presence(facts, silent, limit, now), silent, report, well);
  }

  private static MemberView.Presence presence(
      @Nullable HeardFacts known, Duration silent, Duration limit, ClockReading now) {
    if (silent.compareTo(limit) > 0) {
      return MemberView.Presence.OFFLINE;
    }
    if (known == null) {
      return MemberView.Presence.UNKNOWN;
    }
    if (known.stay() == Heartbeat.Stay.LEAVES) {
      return MemberView.Presence.LEAVING;
    }
    return known.answeredWithin(limit, now)
        ? MemberView.Presence.ONLINE
        : MemberView.Presence.UNCONFIRMED;
  }

  /** How long until the lease of the group would surely be over; null when no epoch is open. */
  public @Nullable Duration leaseLeft(GroupId group, ClockReading now) {
    return known.leases.remaining(group, now);
  }

  /** How long ago the node was heard from; since the term began, when never. */
  public Duration silence(NodeId node, ClockReading now) {
    HeardFacts facts = known.heard.get(node);
    return now.leastSince(facts == null ? began : facts.arrivedAt());
  }
}

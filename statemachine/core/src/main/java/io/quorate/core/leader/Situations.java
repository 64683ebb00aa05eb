package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.facts.FactHolds;
import io.quorate.core.facts.FactReport;
import io.quorate.core.facts.FactSheet;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.failover.WellnessClock;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.registry.GroupRecord;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts together what a decision about one group rests on. */
final class Situations {
  private final ClusterClock clock;
  private final ClockReading began;
  private final LeaseGrantor grantor;
  private final SortedMap<NodeId, HeardNode> heard;
  private final WellnessClock wellness = new WellnessClock();

  Situations(
      ClusterClock clock,
      ClockReading began,
      LeaseGrantor grantor,
      SortedMap<NodeId, HeardNode> heard) {
    this.clock = clock;
    this.began = began;
    this.grantor = grantor;
    this.heard = heard;
  }

  /** What is known of the group, and notes for how long its preferred node has been well. */
  Situation of(GroupRecord group, ClockReading now) {
    GroupId name = group.spec().name();
    boolean over = group.role().open() && grantor.surelyOver(name, group.role().epoch(), now);
    SortedMap<NodeId, MemberView> members = new TreeMap<>();
    for (GroupMember member : group.spec().members()) {
      members.put(member.node(), view(group, member.node(), Duration.ZERO, now));
    }
    Situation plain =
        new Situation(
            group,
            clock.at(now),
            over ? Situation.LeaseState.SURELY_OVER : Situation.LeaseState.MAYBE_ALIVE,
            members,
            now.leastSince(began));
    NodeId preferred = group.spec().failover().preferredNode();
    if (preferred == null || group.role().heldBy(preferred)) {
      return plain;
    }
    if (!Eligibility.holds(plain, preferred)) {
      wellness.notWell(name);
      return plain;
    }
    Duration well = wellness.well(name, preferred, now);
    members.put(preferred, view(group, preferred, well, now));
    return new Situation(group, plain.now(), plain.lease(), members, plain.leaderFor());
  }

  void remove(GroupId group) {
    wellness.notWell(group);
  }

  /** Why files of the group's configuration stay as they are on the node; empty: they do not. */
  String held(GroupRecord group, NodeId node) {
    GroupSpec spec = group.spec();
    if (!FactHolds.possible(spec)) {
      return "";
    }
    SortedMap<NodeId, List<FactReport>> said = new TreeMap<>();
    heard.forEach(
        (one, known) -> {
          MemberReport report = known.facts().report(spec.name());
          if (report != null) {
            said.put(one, report.facts());
          }
        });
    return new FactHolds(spec, new FactSheet(spec, said), group.role().holder()).on(node);
  }

  /** What is known at this moment, for whoever looks at it later. */
  LeaderPicture picture(Term term) {
    SortedMap<NodeId, HeardFacts> facts = new TreeMap<>();
    heard.forEach((node, known) -> facts.put(node, known.facts()));
    return new LeaderPicture(
        term, clock, began, new LeaderPicture.Known(grantor.picture(), facts, wellness.picture()));
  }

  private MemberView view(GroupRecord group, NodeId node, Duration well, ClockReading now) {
    HeardNode known = heard.get(node);
    HeardFacts facts = known == null ? null : known.facts();
    return LeaderPicture.view(facts, group, silence(node, now), well, now);
  }

  /** How long the node was not heard from; since the term began, when never. */
  Duration silence(NodeId node, ClockReading now) {
    HeardNode known = heard.get(node);
    return now.leastSince(known == null ? began : known.facts().arrivedAt());
  }

  /**
   * Whether every member was heard from and answered within the lease, and the lease of the holder
   * may be alive: then heartbeats that went on coming have changed nothing.
   */
  boolean undisturbed(GroupRecord group, ClockReading now) {
    Duration limit = group.spec().timing().lease();
    for (GroupMember member : group.spec().members()) {
      HeardNode known = heard.get(member.node());
      if (known == null
          || silence(member.node(), now).compareTo(limit) > 0
          || !known.facts().answeredWithin(limit, now)) {
        return false;
      }
    }
    GroupId name = group.spec().name();
    return !grantor.surelyOver(name, group.role().epoch(), now);
  }

  /** How long until silence alone would change the situation. */
  Duration untilSilenceMatters(GroupRecord group, ClockReading now) {
    Duration next = Duration.ofDays(1);
    Duration limit = group.spec().timing().lease();
    for (GroupMember member : group.spec().members()) {
      Duration left = limit.minus(silence(member.node(), now));
      if (!left.isNegative()) {
        next = shorter(next, left.plusMillis(1));
      }
    }
    Duration lease = grantor.remaining(group.spec().name(), now);
    return lease == null ? next : shorter(next, lease.plusMillis(1));
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}

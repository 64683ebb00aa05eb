package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.declaration.Timing;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.LeadershipPlacement;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.failover.WellnessClock;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.server.wire.Times;
import io.quorate.v1.GroupReport;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything volatile that a leader keeps for one term: an index of the groups, who was heard from,
 * and the leases. It is rebuilt from the store when a term begins and fed by events; it is confined
 * to the loop's thread.
 */
final class LeaderTerm {
  private static final Duration RECENT = Duration.ofMillis(500);

  private final Term term;
  private final ClusterClock clock;
  private final NodeId self;
  private final ClockReading began;
  private final LeaseGrantor grantor;
  private final WellnessClock wellness = new WellnessClock();
  private final SortedMap<GroupId, GroupRecord> groups = new TreeMap<>();
  private final SortedMap<NodeId, NodePresence> presences = new TreeMap<>();
  private final SortedMap<NodeId, ClockReading> cameUp = new TreeMap<>();
  private final Set<GroupId> changed = new TreeSet<>();

  LeaderTerm(Term term, NodeId self, ClusterClock clock, ClockReading began) {
    this.term = term;
    this.clock = clock;
    this.self = self;
    this.began = began;
    this.grantor = new LeaseGrantor(term);
  }

  Term term() {
    return term;
  }

  ClusterTime time(ClockReading now) {
    return clock.at(now);
  }

  LeaseGrantor grantor() {
    return grantor;
  }

  Duration leadingFor(ClockReading now) {
    return now.leastSince(began);
  }

  /** Takes up what the registry says of a group now (G3 when a term begins). */
  void put(GroupRecord group, ClockReading now) {
    GroupId name = group.spec().name();
    groups.put(name, group);
    changed.add(name);
    RoleRecord role = group.role();
    NodeId holder = role.holder();
    if (holder == null) {
      grantor.closed(name);
      return;
    }
    grantor.count(name, role.epoch(), holder, new LeaseTerms(role.lease(), role.fenceDelay()), now);
  }

  void remove(GroupId group) {
    groups.remove(group);
    changed.remove(group);
    grantor.closed(group);
  }

  @Nullable GroupRecord group(GroupId name) {
    return groups.get(name);
  }

  Collection<GroupRecord> groups() {
    return groups.values();
  }

  /**
   * Takes a heartbeat, unless a later one of the node was taken already.
   *
   * @return whether it was taken
   */
  boolean arrived(NodeId node, HeartbeatRequest heartbeat, ClockReading arrivedAt) {
    NodePresence known = presences.get(node);
    if (known != null && known.overtakes(heartbeat)) {
      return false;
    }
    NodePresence next = NodePresence.of(heartbeat, arrivedAt, term);
    presences.put(node, next);
    if (known == null || known.heartbeat().getIncarnation() != heartbeat.getIncarnation()) {
      cameUp.put(node, arrivedAt);
    }
    grantor.arrived(node, arrivedAt);
    noteChanges(known, next);
    return true;
  }

  private void noteChanges(@Nullable NodePresence before, NodePresence now) {
    boolean whole =
        before == null
            || before.heartbeat().getLeaving() != now.heartbeat().getLeaving()
            || before.heartbeat().getIncarnation() != now.heartbeat().getIncarnation();
    Map<GroupId, MemberReport> old = before == null ? Map.of() : before.reports();
    now.reports()
        .forEach(
            (group, report) -> {
              if (whole || !report.equals(old.get(group))) {
                changed.add(group);
              }
            });
  }

  /**
   * The answer to a heartbeat that was taken and whose term a majority has attested since it
   * arrived.
   */
  HeartbeatResponse answer(NodeId node, HeartbeatRequest heartbeat) {
    Map<String, Long> revisions = new HashMap<>();
    for (GroupReport report : heartbeat.getGroupsList()) {
      revisions.put(report.getGroup(), report.getRevision());
    }
    HeartbeatResponse.Builder answer =
        HeartbeatResponse.newBuilder().setTerm(term.value()).setLeader(self.value());
    SpecBudget declarations = new SpecBudget();
    Duration period = Duration.ofSeconds(1);
    for (GroupRecord group : groups.values()) {
      if (group.spec().hasMember(node)) {
        long known = revisions.getOrDefault(group.spec().name().value(), 0L);
        answer.addDirectives(Directives.of(group, node, known, grantor, declarations));
        period = shorter(period, group.spec().timing().heartbeat());
      }
    }
    return answer.setHeartbeatPeriod(Times.message(period)).build();
  }

  /** Whether the node has been heard from for long, and just now. */
  boolean steady(NodeId node, ClockReading now) {
    ClockReading first = cameUp.get(node);
    return first != null
        && now.leastSince(first).compareTo(LeadershipPlacement.SETTLING) > 0
        && silence(node, now).compareTo(RECENT) < 0;
  }

  /** Whether a role is changing hands. */
  boolean unsettled() {
    return groups.values().stream()
        .map(group -> group.role().phase())
        .anyMatch(phase -> phase != Phase.ACTIVE && phase != Phase.VACANT);
  }

  /** The groups that changed since the last call. */
  Set<GroupId> takeChanged() {
    Set<GroupId> taken = new TreeSet<>(changed);
    changed.clear();
    return taken;
  }

  void touch(GroupId group) {
    changed.add(group);
  }

  /**
   * Groups whose holder was not heard from for two heartbeats: their lease may run out any moment.
   */
  Set<GroupId> silentlyHeld(ClockReading now) {
    Set<GroupId> silent = new TreeSet<>();
    for (GroupRecord group : groups.values()) {
      NodeId holder = group.role().holder();
      if (holder != null
          && silence(holder, now).compareTo(group.spec().timing().heartbeat().multipliedBy(2))
              > 0) {
        silent.add(group.spec().name());
      }
    }
    return silent;
  }

  Situation situation(GroupRecord group, ClusterTime time, ClockReading now) {
    GroupId name = group.spec().name();
    Epoch epoch = group.role().epoch();
    boolean over = group.role().open() && grantor.surelyOver(name, epoch, now);
    SortedMap<NodeId, MemberView> members = new TreeMap<>();
    group
        .spec()
        .members()
        .forEach(
            member -> members.put(member.node(), view(group, member.node(), Duration.ZERO, now)));
    Situation situation =
        new Situation(
            group,
            time,
            over ? Situation.LeaseState.SURELY_OVER : Situation.LeaseState.MAYBE_ALIVE,
            members,
            leadingFor(now));
    return withWellness(situation, now);
  }

  private Situation withWellness(Situation plain, ClockReading now) {
    GroupRecord group = plain.group();
    NodeId preferred = group.spec().failover().preferredNode();
    if (preferred == null || group.role().heldBy(preferred)) {
      return plain;
    }
    if (!Eligibility.holds(plain, preferred)) {
      wellness.notWell(group.spec().name());
      return plain;
    }
    Duration well = wellness.well(group.spec().name(), preferred, now);
    SortedMap<NodeId, MemberView> members = new TreeMap<>(plain.members());
    members.put(preferred, view(group, preferred, well, now));
    return new Situation(group, plain.now(), plain.lease(), members, plain.leaderFor());
  }

  private MemberView view(GroupRecord group, NodeId node, Duration well, ClockReading now) {
    NodePresence presence = presences.get(node);
    Duration silent = silence(node, now);
    MemberReport report = presence == null ? null : presence.reports().get(group.spec().name());
    return new MemberView(presence(group, presence, silent), silent, report, well);
  }

  private static MemberView.Presence presence(
      GroupRecord group, @Nullable NodePresence presence, Duration silent) {
    Timing timing = group.spec().timing();
    if (silent.compareTo(timing.lease()) > 0) {
      return MemberView.Presence.OFFLINE;
    }
    if (presence == null) {
      return MemberView.Presence.UNKNOWN;
    }
    return presence.heartbeat().getLeaving()
        ? MemberView.Presence.LEAVING
        : MemberView.Presence.ONLINE;
  }

  /** How long the node was not heard from; since the term began, when never. */
  Duration silence(NodeId node, ClockReading now) {
    NodePresence presence = presences.get(node);
    return now.leastSince(presence == null ? began : presence.arrivedAt());
  }

  ClusterView view(ClusterTime time, ClockReading now) {
    SortedMap<GroupId, ClusterView.GroupView> groupViews = new TreeMap<>();
    groups.forEach(
        (name, group) ->
            groupViews.put(
                name,
                new ClusterView.GroupView(
                    situation(group, time, now), grantor.remaining(name, now))));
    SortedMap<NodeId, ClusterView.NodeView> nodes = new TreeMap<>();
    presences.forEach(
        (node, presence) ->
            nodes.put(node, new ClusterView.NodeView(presence.heartbeat(), silence(node, now))));
    return new ClusterView(term, time, groupViews, nodes);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}

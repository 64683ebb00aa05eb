package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.FailoverPlanner;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.failover.WellnessClock;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.ClosedEpoch;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.serving.Directive;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A leader during one term: hears heartbeats, answers them, plans. */
final class LeaderLoop {
  private static final Duration OFFLINE_AFTER = Duration.ofMillis(1_500);
  private static final int ALL = 1_000;

  private final World world;
  private final Machine self;
  private final Term term;
  private final LeaseGrantor grantor;
  private final ClockReading began;
  private final ClusterClock clock;
  private final WellnessClock wellness = new WellnessClock();
  private final Map<NodeId, View> views = new TreeMap<>();
  private final Map<GroupId, Long> underWay = new TreeMap<>();

  private record View(ClockReading heardAt, Heartbeat beat) {}

  LeaderLoop(World world, Machine self, Term term) {
    this.world = world;
    this.self = self;
    this.term = term;
    this.grantor = new LeaseGrantor(term);
    this.began = self.clock();
    this.clock = new ClusterClock(Registry.time(self.store()), began);
  }

  void start() {
    for (GroupRecord group : groups()) {
      count(group, world.rules.startOfTerm(began, terms(group)));
    }
    world.note(self, () -> "acts as leader of term " + term);
    tick();
  }

  Term term() {
    return term;
  }

  ClusterTime time(ClockReading now) {
    return world.rules.time(clock, now);
  }

  // Heartbeats

  void heartbeat(Heartbeat beat) {
    ClockReading now = self.clock();
    View known = views.get(beat.node());
    if (known != null && !beat.newerThan(known.beat())) {
      return;
    }
    grantor.arrived(beat.node(), now);
    views.put(beat.node(), new View(now, world.rules.believed(beat, term)));
    attest(beat);
  }

  /** Answers as soon as a majority has attested the term (G1). */
  private void attest(Heartbeat beat) {
    Set<NodeId> attested = new TreeSet<>();
    attested.add(self.id());
    if (beat.term().equals(term) && world.voters().contains(beat.node())) {
      attested.add(beat.node());
    }
    if (majority(attested) || !world.rules.needsAttestation()) {
      answer(beat);
      return;
    }
    for (NodeId voter : world.voters()) {
      if (!attested.contains(voter)) {
        world.network.send(self.id(), voter, to -> ask(to, beat, attested));
      }
    }
  }

  private void ask(Machine voter, Heartbeat beat, Set<NodeId> attested) {
    Term read = voter.raft().term();
    world.network.send(
        voter.id(),
        self.id(),
        to -> {
          boolean waiting = !majority(attested) && this.equals(to.loop());
          if (waiting && read.equals(term)) {
            attested.add(voter.id());
            if (majority(attested)) {
              answer(beat);
            }
          }
        });
  }

  private boolean majority(Set<NodeId> voters) {
    return 2 * voters.size() > world.voters().size();
  }

  private void answer(Heartbeat beat) {
    SortedMap<GroupId, HeartbeatAnswer.ForGroup> told = new TreeMap<>();
    Duration period = Duration.ofSeconds(1);
    for (GroupRecord group : groups()) {
      if (group.spec().hasMember(beat.node())) {
        told.put(group.spec().name(), forGroup(group, beat.node()));
        Duration wanted = group.spec().timing().heartbeat();
        period = wanted.compareTo(period) < 0 ? wanted : period;
      }
    }
    HeartbeatAnswer answer = new HeartbeatAnswer(beat.incarnation(), beat.sequence(), period, told);
    world.network.send(self.id(), beat.node(), to -> to.answered(answer));
  }

  private HeartbeatAnswer.ForGroup forGroup(GroupRecord group, NodeId node) {
    Epoch epoch = group.role().epoch();
    boolean holds = group.role().heldBy(node);
    boolean extends_ = holds && grantor.mayExtend(group.spec().name(), epoch, node);
    return new HeartbeatAnswer.ForGroup(
        new Directive(holds ? step(group.role().phase()) : Directive.Step.STAND_BY, epoch),
        extends_ ? world.rules.leaseTold(group) : null,
        group.role().fenceDelay(),
        group.spec());
  }

  private static Directive.Step step(Phase phase) {
    return switch (phase) {
      case PROMOTING, ACTIVE -> Directive.Step.SERVE;
      case QUIESCING -> Directive.Step.QUIESCE;
      case DEMOTING -> Directive.Step.DEMOTE;
      case VACANT -> Directive.Step.STAND_BY;
    };
  }

  // The registry goes on

  void applied(long index, LogEntry entry, List<Decision> decisions) {
    underWay.values().removeIf(proposed -> proposed <= index);
    for (int i = 0; i < decisions.size(); i++) {
      if (entry.term() == term.value() && entry.requests().get(i).id() != null) {
        world.answered(entry.requests().get(i), decisions.get(i));
      }
      if (decisions.get(i) instanceof Decision.Accepted accepted) {
        accepted.events().forEach(this::happened);
      } else if (entry.term() == term.value()) {
        closes(entry.requests().get(i).command(), grantor::notClosed);
      }
    }
  }

  private void happened(Event event) {
    GroupId name = event.group();
    if (event instanceof Event.RoleClosed || event instanceof Event.GroupDeleted) {
      grantor.closed(Objects.requireNonNull(name));
    } else if (event instanceof Event.RoleGranted && name != null) {
      GroupRecord group = group(name);
      if (group != null) {
        count(group, self.clock());
      }
    }
  }

  private void count(GroupRecord group, ClockReading from) {
    NodeId holder = group.role().holder();
    if (holder != null) {
      grantor.count(
          group.spec().name(),
          group.role().epoch(),
          holder,
          world.rules.counted(terms(group)),
          from);
    }
  }

  private static LeaseTerms terms(GroupRecord group) {
    return new LeaseTerms(group.role().lease(), group.role().fenceDelay());
  }

  // Planning

  private void tick() {
    if (!this.equals(self.loop())) {
      return;
    }
    List<Request> requests = new ArrayList<>();
    for (GroupRecord group : groups()) {
      if (!underWay.containsKey(group.spec().name())) {
        Situation situation = situation(group);
        List<Command> plan = world.rules.plan(situation, FailoverPlanner.plan(situation));
        plan.forEach(command -> requests.add(Request.byLeader(command, term)));
        if (!plan.isEmpty()) {
          underWay.put(group.spec().name(), self.raft().lastIndex() + 1);
        }
      }
    }
    if (!requests.isEmpty()) {
      ask(requests);
    }
    self.after(untilNextLook(), this::tick);
  }

  /** The next tick, or the very moment when a lease is surely over. */
  private long untilNextLook() {
    ClockReading now = self.clock();
    long next = Millis.of(100);
    for (GroupRecord group : groups()) {
      GroupId name = group.spec().name();
      Duration left = grantor.remaining(name, now);
      if (left != null && !grantor.surelyOver(name, group.role().epoch(), now)) {
        // The wall clock counts whole milliseconds, so the last one may have to be waited for.
        next = Math.min(next, Math.max(Millis.of(1) / 2, self.clocks().real(left.toNanos())));
      }
    }
    return next;
  }

  /** What closes an epoch holds in this term only (G5). */
  private Request bound(Request request) {
    return ClosedEpoch.of(request.command()).isPresent() ? request.in(term) : request;
  }

  /** Proposes; marks what the requests would close as never to be extended again (G1). */
  void ask(List<Request> requests) {
    if (world.rules.marksClosing()) {
      requests.forEach(request -> closes(request.command(), grantor::closing));
    }
    List<Request> bound = requests.stream().map(this::bound).toList();
    if (!world.lost()) {
      self.propose(bound);
    }
    world.perhapsAgain(bound);
  }

  private static void closes(Command command, BiConsumer<GroupId, Epoch> then) {
    ClosedEpoch.of(command).ifPresent(closed -> then.accept(closed.group(), closed.epoch()));
  }

  Situation situation(GroupRecord group) {
    ClockReading now = self.clock();
    GroupId name = group.spec().name();
    boolean over = over(group, now);
    SortedMap<NodeId, MemberView> members = new TreeMap<>();
    for (GroupMember member : group.spec().members()) {
      members.put(member.node(), view(name, member.node(), now, Duration.ZERO));
    }
    ClusterTime time = time(now);
    Situation.LeaseState lease =
        over ? Situation.LeaseState.SURELY_OVER : Situation.LeaseState.MAYBE_ALIVE;
    Situation first = new Situation(group, time, lease, members, now.leastSince(began));
    NodeId preferred = group.spec().failover().preferredNode();
    if (preferred == null) {
      return first;
    }
    if (!Eligibility.holds(first, preferred)) {
      wellness.notWell(name);
      return first;
    }
    members.put(preferred, view(name, preferred, now, wellness.well(name, preferred, now)));
    return new Situation(group, time, lease, members, now.leastSince(began));
  }

  private boolean over(GroupRecord group, ClockReading now) {
    NodeId holder = group.role().holder();
    View heard = holder == null ? null : views.get(holder);
    return world.rules.surelyOver(
        grantor.surelyOver(group.spec().name(), group.role().epoch(), now),
        now.leastSince(heard == null ? began : heard.heardAt()),
        terms(group));
  }

  private MemberView view(GroupId group, NodeId node, ClockReading now, Duration wellFor) {
    View known = views.get(node);
    if (known == null) {
      Duration silent = now.leastSince(began);
      boolean gone = silent.compareTo(OFFLINE_AFTER) > 0;
      return new MemberView(
          gone ? MemberView.Presence.OFFLINE : MemberView.Presence.UNKNOWN, silent, null, wellFor);
    }
    Duration silent = now.leastSince(known.heardAt());
    return new MemberView(
        presence(known, silent), silent, known.beat().reports().get(group), wellFor);
  }

  private static MemberView.Presence presence(View known, Duration silent) {
    if (silent.compareTo(OFFLINE_AFTER) > 0) {
      return MemberView.Presence.OFFLINE;
    }
    return known.beat().leaving() == Heartbeat.Stay.LEAVES
        ? MemberView.Presence.LEAVING
        : MemberView.Presence.ONLINE;
  }

  private List<GroupRecord> groups() {
    return self.store().range(Table.GROUPS, "", "~", ALL).stream().map(Row::value).toList();
  }

  @Nullable GroupRecord group(GroupId name) {
    return self.store().get(Table.GROUPS, name.value());
  }
}

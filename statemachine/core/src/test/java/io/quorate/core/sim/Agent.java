package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.serving.Directive;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A data node's agent: reports, takes directives, and lets its seats act on them. */
final class Agent {
  private static final long TICK = Millis.of(100);
  private static final Directive GONE =
      new Directive(Directive.Step.STAND_BY, new Epoch(Long.MAX_VALUE));
  private static final Duration FIRST_PERIOD = Duration.ofMillis(200);
  private static final int MOST_UNANSWERED = 32;

  private final World world;
  private final Machine self;
  private final long incarnation;
  private final Dice dice;
  private final LeaseHolder leases = new LeaseHolder();
  private final SortedMap<GroupId, Seat> seats = new TreeMap<>();
  private final NavigableMap<Long, ClockReading> sent = new TreeMap<>();
  private long sequence;
  private long directed;
  private Duration period = FIRST_PERIOD;
  private Heartbeat.Stay stay = Heartbeat.Stay.STAYS;

  Agent(World world, Machine self, long incarnation) {
    this.world = world;
    this.self = self;
    this.incarnation = incarnation;
    this.dice = world.dice(Dice.Concern.NETWORK);
  }

  void start() {
    self.sites().keySet().forEach(this::seat);
    beat();
    tick();
  }

  void leaves(Heartbeat.Stay how) {
    stay = how;
  }

  @Nullable Seat seatOf(GroupId group) {
    return seats.get(group);
  }

  void steps(GroupId group) {
    Seat seat = seats.get(group);
    if (seat != null) {
      seat.step();
    }
  }

  private Seat seat(GroupId group) {
    return seats.computeIfAbsent(group, name -> new Seat(world, self, name, leases));
  }

  private void tick() {
    seats.values().forEach(Seat::step);
    self.after(TICK, this::tick);
  }

  private void beat() {
    ClockReading sentAt = self.clock();
    // Between noting the time and leaving anything may happen.
    if (dice.chance(0.05)) {
      self.after(dice.between(0, Millis.of(400)), () -> send(sentAt));
    } else {
      send(sentAt);
    }
    self.after(period.toNanos(), this::beat);
  }

  private void send(ClockReading sentAt) {
    sequence++;
    sent.put(sequence, sentAt);
    if (sent.size() > MOST_UNANSWERED) {
      sent.pollFirstEntry();
    }
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    seats.forEach((group, seat) -> reports.put(group, seat.report()));
    Heartbeat beat =
        new Heartbeat(self.id(), incarnation, sequence, self.raft().term(), stay, reports);
    NodeId hint = self.raft().leaderHint();
    NodeId to = hint != null ? hint : dice.pick(world.voters());
    world.network.send(self.id(), to, leader -> leader.heartbeat(beat));
  }

  void answered(HeartbeatAnswer answer) {
    ClockReading sentAt = sent.get(answer.sequence());
    if (answer.incarnation() != incarnation || sentAt == null) {
      return;
    }
    boolean newest = answer.sequence() > directed;
    period = answer.period();
    directed = Math.max(directed, answer.sequence());
    if (newest) {
      notNamed(answer);
    }
    answer
        .groups()
        .forEach(
            (group, told) -> {
              Seat seat = seat(group);
              if (told.lease() != null) {
                seat.leased(told.directive().epoch(), sentAt, told.lease(), told.fenceDelay());
              }
              if (newest) {
                seat.directed(told.directive(), told.spec());
              }
              seat.step();
            });
  }

  /** A group that is not named is not this node's any more. */
  private void notNamed(HeartbeatAnswer answer) {
    seats.forEach(
        (group, seat) -> {
          if (!answer.groups().containsKey(group)) {
            seat.directed(GONE, null);
            seat.step();
          }
        });
  }
}

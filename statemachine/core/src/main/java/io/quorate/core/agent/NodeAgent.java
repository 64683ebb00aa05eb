package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.HeardPicture;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import io.quorate.core.session.ToldPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One run of a node: reports to the leader, takes its answers in order, and works on each group.
 *
 * <p>Answers are taken in the order of the heartbeats that they answer, and never from a leader of
 * an earlier term after one of a later: what comes late changes nothing. Not safe for use by
 * several threads; its owner takes turns.
 */
public final class NodeAgent {
  /** Until a leader has said otherwise. */
  private static final Duration FIRST_PERIOD = Duration.ofMillis(250);

  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(20);

  private final NodeId self;
  private final long incarnation;
  private final GroupAgent.Shared shared;
  private final Attention attention = new Attention();
  private final Workplaces places;
  private final SortedMap<GroupId, GroupAgent> groups = new TreeMap<>();
  private final ToldPicture<MemberReport> reports = new ToldPicture<>();
  private final Set<GroupId> heedless = new TreeSet<>();
  private final SortedMap<GroupId, GroupAgent> leased = new TreeMap<>();

  /** Of the leases that were extended last. */
  private final SortedSet<Duration> lengths = new TreeSet<>();

  private @Nullable ClockReading extendedFrom;
  private HeardPicture<Order> orders = new HeardPicture<>();
  private Term ordersOf = Term.NONE;
  private long takenSequence;
  private ToldMark reportsHeard = ToldMark.NONE;
  private Duration period = FIRST_PERIOD;
  private Heartbeat.Stay stay = Heartbeat.Stay.STAYS;
  private long sequence;

  /**
   * Begins a run: nothing is served, no lease is held (H4).
   *
   * @param self this node
   * @param incarnation counts the starts of this node
   * @param rules what it follows
   * @param places where groups are worked on
   */
  public NodeAgent(NodeId self, long incarnation, AgentRules rules, Workplaces places) {
    this.self = self;
    this.incarnation = incarnation;
    this.shared = new GroupAgent.Shared(rules, rules.leases().get(), attention);
    this.places = places;
  }

  /** The groups that are worked on here. */
  public SortedMap<GroupId, GroupAgent> groups() {
    return Collections.unmodifiableSortedMap(groups);
  }

  /** What the leader wants of this node for a group; null when it is none of its. */
  public @Nullable Order order(GroupId group) {
    return orders.get(group);
  }

  /** How often to report. */
  public Duration period() {
    return period;
  }

  /** Says in every heartbeat from now on whether this node is about to stop. */
  public void stay(Heartbeat.Stay how) {
    stay = how;
  }

  /**
   * The next heartbeat. The caller has noted the time of sending before it read the term (H1).
   *
   * @param term that this node read after that
   */
  public Heartbeat beat(Term term) {
    for (GroupId name : attention.takeUntold()) {
      GroupAgent group = groups.get(name);
      if (group != null) {
        reports.put(name, group.report());
      }
    }
    sequence++;
    return new Heartbeat(
        new HeartbeatId(self, incarnation, sequence),
        term,
        stay,
        FeatureLevels.SUPPORTED,
        reports.since(reportsHeard.in(term)),
        new ToldMark(ordersOf, orders.number()));
  }

  /**
   * The leader answered.
   *
   * @param sentAt when the heartbeat that is answered left, read before its term was (H1)
   * @return whether it is to report again at once, since the leader has lost this node's picture
   */
  public Following answered(ClockReading sentAt, HeartbeatAnswer answer) {
    if (!inOrder(answer)) {
      return Following.NOTHING;
    }
    if (answer.term().compareTo(ordersOf) > 0) {
      orders = new HeardPicture<>();
    }
    if (!orders.fits(answer.orders().span())) {
      return Following.NOTHING; // the next heartbeat says which picture this node has
    }
    ordersOf = answer.term();
    takenSequence = answer.to().sequence();
    reportsHeard = new ToldMark(answer.term(), answer.heard());
    SortedSet<GroupId> concerned = orders.take(answer.orders());
    if (answer.orders().span().whole()) {
      concerned.addAll(groups.keySet()); // what it does not name is none of this node's
    }
    period = answer.period().compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : answer.period();
    answer.specs().values().forEach(this::declare);
    concerned.addAll(answer.specs().keySet());
    concerned.forEach(this::follow);
    extend(sentAt);
    return answer.heard() == Span.WHOLE ? Following.REPORT : Following.NOTHING;
  }

  /** What follows from an answer. */
  public enum Following {
    /** Nothing that cannot wait for the next heartbeat. */
    NOTHING,
    /** A heartbeat at once. */
    REPORT
  }

  private boolean inOrder(HeartbeatAnswer answer) {
    HeartbeatId to = answer.to();
    return to.node().equals(self)
        && to.incarnation() == incarnation
        && Long.compareUnsigned(to.sequence(), sequence) <= 0
        && Long.compareUnsigned(to.sequence(), takenSequence) > 0
        && answer.term().compareTo(ordersOf) >= 0;
  }

  private void declare(GroupSpec spec) {
    Order order = orders.get(spec.name());
    if (order == null || heedless.contains(spec.name())) {
      return;
    }
    GroupAgent known = groups.get(spec.name());
    if (known == null) {
      take(spec, order.revision());
    } else {
      known.declare(spec, order.revision());
    }
  }

  /** Begins to work on a group; null where this node works on none. */
  public @Nullable GroupAgent take(GroupSpec spec, Revision revision) {
    Workplace place = places.open(spec);
    if (place == null) {
      return null;
    }
    GroupAgent group = new GroupAgent(shared, place, spec, revision);
    groups.put(spec.name(), group);
    return group;
  }

  private void follow(GroupId name) {
    GroupAgent group = groups.get(name);
    if (group == null || heedless.contains(name)) {
      return;
    }
    Order order = orders.get(name);
    if (order == null) {
      leased.remove(name);
      group.leave("this node is no member any more");
      return;
    }
    group.direct(order);
    if (order.lease() == null) {
      leased.remove(name);
    } else {
      leased.put(name, group);
    }
  }

  /** Every answer extends the leases that the leader's last word extends (H1). */
  private void extend(ClockReading sentAt) {
    extendedFrom = sentAt;
    lengths.clear();
    for (GroupAgent group : leased.values()) {
      Order order = group.order();
      LeaseTerms lease = order == null ? null : order.lease();
      if (order != null && lease != null) {
        group.leased(order.directive().epoch(), sentAt, lease);
        lengths.add(lease.lease());
      }
    }
  }

  /**
   * When the heartbeat left from which the leases that go on are counted; null before the first
   * answer.
   */
  public @Nullable ClockReading extendedFrom() {
    return extendedFrom;
  }

  /** Something about the group changed on this machine that was not begun by a turn. */
  public void stirred(GroupId name) {
    GroupAgent group = groups.get(name);
    if (group != null) {
      group.came();
    }
  }

  /**
   * Works on the groups that something may have to be done for.
   *
   * @return whether anything changed that the leader should know at once
   */
  public boolean advance(Turn turn, ClockReading now) {
    boolean news = false;
    for (GroupId name : attention.due(turn, now)) {
      GroupAgent group = groups.get(name);
      if (group == null) {
        continue;
      }
      news |= group.turn(now);
      if (group.quiet() && orders.get(name) == null && told()) {
        forget(group);
      }
    }
    return news;
  }

  /** Which groups are worked on. */
  public enum Turn {
    /** Those for which something came, or of which something is here or wanted and not at rest. */
    BUSY,
    /** Those too that only wait for what comes by itself. */
    ALL
  }

  /** Whether a leader has ever said what this node shall do. */
  private boolean told() {
    return !ordersOf.equals(Term.NONE);
  }

  private void forget(GroupAgent group) {
    group.close();
    groups.remove(group.name());
    reports.remove(group.name());
    leased.remove(group.name());
    attention.forget(group.name());
  }

  /**
   * The groups that may look otherwise than when this was asked last to who is on this machine,
   * those that are gone too; that leases go on is not told.
   */
  public SortedSet<GroupId> takeTouched() {
    return attention.takeTouched();
  }

  /** What is still served or being stopped. */
  public List<GroupAgent> busy() {
    List<GroupAgent> busy = new ArrayList<>(groups.values());
    busy.removeIf(group -> group.state().stage() == Stage.IDLE);
    return busy;
  }

  /** Stops what is served and would not be handed over, and follows no order for it any more. */
  public void stopServing() {
    for (GroupAgent group : groups.values()) {
      Order order = group.order();
      if (order == null || order.automation() != Order.Automation.PAUSED) {
        heedless.add(group.name());
        leased.remove(group.name());
        group.leave("the node is stopping");
      }
    }
  }

  /** What is left of the shortest lease that goes on; null when none does. */
  public @Nullable Duration shortestLease(ClockReading now) {
    ClockReading from = extendedFrom;
    if (from == null) {
      return null;
    }
    Duration gone = now.mostSince(from);
    for (Duration lease : lengths) {
      if (lease.compareTo(gone) > 0) {
        return lease.minus(gone);
      }
    }
    return null;
  }
}

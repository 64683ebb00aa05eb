package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.counter.CounterLimits;
import io.quorate.core.counter.CounterRecord;
import io.quorate.core.journal.Journal;
import io.quorate.core.journal.JournalEntry;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.SeatEvent;
import io.quorate.core.membership.Voter;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the state when a cluster is founded anew from what one node has. There may have
 * been a newer state that is lost, so whatever must never repeat leaps over all that it can have
 * handed out; and all other nodes are shut out, since what they promised is not known here (S1,
 * S4).
 *
 * <p>Whoever orders it vouches that the others are off for good: roles that they hold are closed as
 * fenced.
 */
public final class Refounding {
  /**
   * By how much epochs and the numbers of sessions leap, and the log: a million grants are more
   * than a remainder that was lost can hold. A longer remainder of the log is thinkable; only
   * revisions of runtime entries, which clients hold, could then come again.
   */
  public static final long LEAP = 1L << 20;

  private static final int ALL = 1_000_000;

  private final Order order;
  private final Store store;
  private final ClusterTime now;
  private final EventApplier applier;

  private Refounding(Order order, Store store) {
    this.order = order;
    this.store = store;
    this.now = Registry.time(store);
    this.applier = new EventApplier(store, now);
  }

  /**
   * What is ordered, where nothing speaks against it.
   *
   * @param survivor whose state it is
   * @param actor who orders it
   * @param cause how it is known that the others are off for good
   */
  public record Order(NodeId survivor, String actor, String cause) {}

  /**
   * What speaks against founding the cluster anew with this peer as its only voter: it must be the
   * one that has the place of its node, or the cluster would take it for one that was replaced.
   */
  public static Optional<Refusal> against(Voter survivor, StoreView state) {
    NodeRecord node = state.get(Table.NODES, survivor.node().value());
    if (node == null) {
      return Optional.of(
          Refusal.of(
              Reason.UNKNOWN_NODE,
              survivor.node() + " is not a node of the cluster that the data is of",
              "found it anew on another node"));
    }
    Seat seat = node.seat();
    if (seat.isVacant() || !seat.generation().equals(survivor.generation())) {
      return Optional.of(
          Refusal.of(
              Reason.SEAT_NOT_OFFERED,
              "by this data the place of "
                  + survivor.node()
                  + (seat.isVacant()
                      ? " was vacant"
                      : " is that of its peer " + new Voter(survivor.node(), seat.generation())),
              "found it anew on another node"));
    }
    return Optional.empty();
  }

  /** Changes the state. */
  public static void apply(Order order, Store rows) {
    EntryStore atOnce = new EntryStore(rows);
    new Refounding(order, new LeveledStore(atOnce)).apply();
    atOnce.end();
  }

  private void apply() {
    raiseLevel();
    store.range(Table.GROUPS, "", "~", DeclarationRules.MAX_GROUPS).stream()
        .map(Row::value)
        .forEach(this::closeAndLeap);
    leapDeleted();
    leapCounters();
    Sessions.leap(store, LEAP);
    for (NodeRecord node : Facts.records(store)) {
      if (!node.node().equals(order.survivor())) {
        SeatEvent vacated =
            new SeatEvent(node.node(), node.seat().vacated(), SeatEvent.What.VACATED);
        applier.apply(new Event.SeatChanged(vacated), order.actor());
      }
    }
    Journal.append(
        store,
        new JournalEntry(
            Journal.next(store),
            now,
            "",
            "CLUSTER_FOUNDED_ANEW",
            Epoch.NONE,
            order.survivor().value(),
            order.actor(),
            order.cause(),
            Duration.ZERO));
  }

  /** Nobody is left who would have to understand it too. */
  private void raiseLevel() {
    FeatureLevel present = FeatureLevels.of(store);
    FeatureLevel highest = FeatureLevels.SUPPORTED.highest();
    if (!present.reaches(highest)) {
      applier.apply(new Event.FeatureLevelRaised(present, highest), order.actor());
    }
  }

  private void closeAndLeap(GroupRecord group) {
    List<Event> events = new ArrayList<>();
    NodeId holder = group.role().holder();
    if (holder != null) {
      events.add(Rules.closed(group, holder, Closure.FENCED, order.cause()));
    }
    events.addAll(new OperationRules(now).afterExpiry(group));
    events.forEach(event -> applier.apply(event, order.actor()));
    GroupRecord closed = store.get(Table.GROUPS, group.spec().name().value());
    if (closed != null) {
      store.put(Table.GROUPS, group.spec().name().value(), closed.with(leapt(closed.role())));
    }
  }

  private static RoleRecord leapt(RoleRecord role) {
    return new RoleRecord(
        new Epoch(role.epoch().value() + LEAP),
        role.phase(),
        role.node(),
        role.closure(),
        role.lease(),
        role.fenceDelay(),
        role.since());
  }

  private void leapDeleted() {
    String prefix = Facts.LAST_EPOCH.of("").name();
    for (Row<Long> row : store.range(Table.COUNTERS, prefix, prefix + "~", ALL)) {
      store.put(Table.COUNTERS, row.key(), row.value() + LEAP);
    }
  }

  private void leapCounters() {
    if (!FeatureLevels.of(store).reaches(Table.GROUP_COUNTERS.since())) {
      return;
    }
    for (Row<CounterRecord> row :
        store.range(Table.GROUP_COUNTERS, "", "~", CounterLimits.COUNTERS)) {
      store.put(Table.GROUP_COUNTERS, row.key(), row.value().broughtBack());
    }
  }
}

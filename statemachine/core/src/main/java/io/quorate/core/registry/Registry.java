package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.RequestId;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies log entries: decides each request of an entry in order and applies its events, so that a
 * later request sees what an earlier one did. Every replica computes the same from the same log.
 */
public final class Registry {
  private static final Counter TIME = new Counter("cluster-time");

  private Registry() {}

  /**
   * Applies one entry.
   *
   * @return one decision for each request, in order
   */
  public static List<Decision> apply(EntryContext entry, List<Request> requests, Store rows) {
    Store store = new LeveledStore(rows);
    ClusterTime now = advanceTime(entry.stamp(), store);
    EventApplier applier = new EventApplier(store, now);
    List<Decision> decisions = new ArrayList<>();
    for (Request request : requests) {
      decisions.add(applyOne(entry, now, request, store, applier));
    }
    return decisions;
  }

  /** Cluster time as of the last applied entry. */
  public static ClusterTime time(StoreView store) {
    return new ClusterTime(TIME.read(store));
  }

  private static Decision applyOne(
      EntryContext entry, ClusterTime now, Request request, Store store, EventApplier applier) {
    RequestId id = request.id();
    Decision before = id == null ? null : Answers.known(store, id, request.fingerprint());
    if (before != null) {
      return before;
    }
    Decision decision = new Rules(store, entry.term(), now).decide(request);
    if (decision instanceof Decision.Accepted accepted) {
      if (!applier.hasRoomFor(accepted.events())) {
        return new Decision.Rejected(List.of(EntryLimits.full()));
      }
      for (Event event : accepted.events()) {
        applier.apply(event, request.actor());
      }
      if (id != null) {
        Answers.remember(
            store, id, new RequestRecord(now, accepted.answer(), request.fingerprint()));
      }
    }
    return decision;
  }

  private static ClusterTime advanceTime(ClusterTime stamp, Store store) {
    ClusterTime now = stamp.orLater(time(store));
    TIME.set(store, now.millis());
    return now;
  }
}

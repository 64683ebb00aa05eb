package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Fingerprint;
import io.quorate.core.Reason;
import io.quorate.core.RequestId;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers for as long as a client may still repeat its request, and not longer. They are
 * numbered in the order in which they came, so the oldest is known by its number.
 */
final class Answers {
  /** Clients give up long before. */
  static final Duration KEPT = Duration.ofHours(1);

  /** Two are dropped for each one that is added, so the table shrinks back after a burst. */
  private static final int DROPPED_AT_ONCE = 2;

  private static final Counter ADDED = new Counter("answers-added");
  private static final Counter DROPPED = new Counter("answers-dropped");

  private Answers() {}

  /**
   * The answer to the request that was carried out under the id, or the refusal of another request
   * under the same id; null when none was.
   */
  static @Nullable Decision known(StoreView store, RequestId id, Fingerprint fingerprint) {
    RequestRecord record = store.get(Table.REQUESTS, id.value());
    if (record == null) {
      return null;
    }
    return record.fingerprint().equals(fingerprint)
        ? new Decision.Accepted(List.of(), record.answer())
        : reused("something else was carried out under the request id '" + id.value() + "'");
  }

  /** The refusal of a request whose name was given to another one. */
  static Decision reused(String message) {
    return Rules.reject(Reason.REQUEST_ID_REUSED, message, "give each intent an id of its own");
  }

  static void remember(Store store, RequestId id, RequestRecord record) {
    for (int i = 0; i < DROPPED_AT_ONCE; i++) {
      dropOldest(store, record.at());
    }
    store.put(Table.REQUESTS, id.value(), record);
    store.put(Table.REQUEST_ORDER, Counter.key(ADDED.add(store, 1)), id.value());
  }

  private static void dropOldest(Store store, ClusterTime now) {
    long oldest = DROPPED.read(store) + 1;
    String id = store.get(Table.REQUEST_ORDER, Counter.key(oldest));
    RequestRecord record = id == null ? null : store.get(Table.REQUESTS, id);
    if (id == null || record == null || record.at().plus(KEPT).reached(now)) {
      return;
    }
    store.delete(Table.REQUESTS, id);
    store.delete(Table.REQUEST_ORDER, Counter.key(oldest));
    DROPPED.set(store, oldest);
  }
}

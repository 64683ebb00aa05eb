package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.RequestId;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.Locale;

/** Remembers answers for as long as a client may still repeat its request, and not longer. */
final class Answers {
  /** Clients give up long before. */
  static final Duration KEPT = Duration.ofHours(1);

  /** Two are dropped for each one that is added, so the table shrinks back after a burst. */
  private static final int DROPPED_AT_ONCE = 2;

  private Answers() {}

  static void remember(Store store, RequestId id, RequestRecord record) {
    for (Row<String> row : store.range(Table.REQUEST_TIMES, "", "~", DROPPED_AT_ONCE)) {
      if (row.key().compareTo(timeKey(record.at(), "")) < 0) {
        store.delete(Table.REQUEST_TIMES, row.key());
        store.delete(Table.REQUESTS, row.value());
      }
    }
    store.put(Table.REQUESTS, id.value(), record);
    store.put(Table.REQUEST_TIMES, timeKey(record.at().plus(KEPT), id.value()), id.value());
  }

  private static String timeKey(ClusterTime time, String id) {
    return String.format(Locale.ROOT, "%019d/%s", time.millis(), id);
  }
}

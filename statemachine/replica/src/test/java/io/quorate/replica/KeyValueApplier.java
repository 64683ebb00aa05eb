package io.quorate.replica;

import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets {@code key=value} and, for the key {@code level}, the feature level; and counts: a count
 * above one for an index is an entry that was applied twice.
 */
final class KeyValueApplier implements EntryApplier<String> {
  private static final String TOTAL = "total";

  @Override
  public AppliedEntry<String> apply(LogEntry entry, Store store) {
    String text = new String(entry.payload(), StandardCharsets.UTF_8);
    String[] parts = text.split("=", 2);
    store.put(Table.FACTS, parts[0], parts[1]);
    if (parts[0].equals("level")) {
      store.put(Table.COUNTERS, "feature-level", Long.parseLong(parts[1]));
    }
    long count = count(store.get(Table.COUNTERS, TOTAL));
    store.put(Table.COUNTERS, TOTAL, count + 1);
    String place = "at-" + entry.position().index();
    store.put(Table.COUNTERS, place, count(store.get(Table.COUNTERS, place)) + 1);
    return new AppliedEntry<>(("was " + count).getBytes(StandardCharsets.UTF_8), List.of(text));
  }

  private static long count(@Nullable Long stored) {
    return stored == null ? 0 : stored;
  }
}

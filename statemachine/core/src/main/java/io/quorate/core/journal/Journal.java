package io.quorate.core.journal;

import io.quorate.core.GroupId;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.Locale;

/** Writes and reads the history, and keeps it within its bounds. */
public final class Journal {
  /** Places for events in one log entry. */
  public static final long PLACES = 1L << 16;

  /** Entries kept for each group. */
  public static final int PER_GROUP = 1_000;

  /** Entries kept over all groups. */
  public static final int OVERALL = 20_000;

  private static final String OVERALL_LENGTH = "journal-length";

  private Journal() {}

  /** Adds an entry; the oldest one beyond a bound goes. */
  public static void append(Store store, JournalEntry entry) {
    store.put(Table.RECENT, key(entry.sequence()), entry);
    trim(store, Table.RECENT, OVERALL_LENGTH, "", OVERALL);
    if (entry.group().isEmpty()) {
      return;
    }
    store.put(Table.JOURNAL, prefix(entry.group()) + key(entry.sequence()), entry);
    trim(store, Table.JOURNAL, lengthOf(entry.group()), prefix(entry.group()), PER_GROUP);
  }

  /** The newest entries of a group before a sequence, newest first. */
  public static List<JournalEntry> newest(StoreView store, GroupId group, long before, int limit) {
    String prefix = prefix(group.value());
    return values(store.rangeDescending(Table.JOURNAL, prefix, prefix + key(before), limit));
  }

  /** The newest entries of all groups before a sequence, newest first. */
  public static List<JournalEntry> newest(StoreView store, long before, int limit) {
    return values(store.rangeDescending(Table.RECENT, "", key(before), limit));
  }

  private static List<JournalEntry> values(List<Row<JournalEntry>> rows) {
    return rows.stream().map(Row::value).toList();
  }

  private static void trim(
      Store store, Table<JournalEntry> table, String counter, String prefix, int bound) {
    Long known = store.get(Table.COUNTERS, counter);
    long length = (known == null ? 0 : known) + 1;
    if (length > bound) {
      store.delete(table, store.range(table, prefix, prefix + "~", 1).get(0).key());
      length--;
    }
    store.put(Table.COUNTERS, counter, length);
  }

  private static String lengthOf(String group) {
    return "journal-length/" + group;
  }

  private static String prefix(String group) {
    return group + "/";
  }

  private static String key(long sequence) {
    return String.format(Locale.ROOT, "%019d", sequence);
  }
}

package io.quorate.core.journal;

import io.quorate.core.GroupId;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;

/**
 * Writes and reads the history, and keeps it within its bounds.
 *
 * <p>Lines are numbered without gaps, over all groups and once more within each group, so the line
 * that makes room for a new one is known by its number. It is never looked for: in a store that
 * marks what was deleted, a search for the oldest line steps over the mark of every line that went
 * before it.
 */
public final class Journal {
  /** Lines kept for each group. */
  public static final int PER_GROUP = 1_000;

  /** Lines kept over all groups. */
  public static final int OVERALL = 20_000;

  private static final Counter WRITTEN = new Counter("journal-written");

  private Journal() {}

  /** The sequence of the line that is written next. */
  public static long next(StoreView store) {
    return WRITTEN.read(store) + 1;
  }

  /** Adds the line of sequence {@link #next}; the oldest one beyond a bound goes. */
  public static void append(Store store, JournalEntry line) {
    long sequence = line.sequence();
    WRITTEN.set(store, sequence);
    store.put(Table.RECENT, Counter.key(sequence), line);
    if (sequence > OVERALL) {
      store.delete(Table.RECENT, Counter.key(sequence - OVERALL));
    }
    if (!line.group().isEmpty()) {
      appendToGroup(store, line);
    }
  }

  private static void appendToGroup(Store store, JournalEntry line) {
    String prefix = prefix(line.group());
    long number = WRITTEN.of(line.group()).add(store, 1);
    store.put(Table.JOURNAL, prefix + Counter.key(number), line);
    if (number > PER_GROUP) {
      store.delete(Table.JOURNAL, prefix + Counter.key(number - PER_GROUP));
    }
  }

  /** The newest lines of a group before a sequence, newest first. */
  public static List<JournalEntry> newest(StoreView store, GroupId group, long before, int limit) {
    String prefix = prefix(group.value());
    long written = WRITTEN.of(group.value()).read(store);
    long first = Math.max(1, written - PER_GROUP + 1);
    long end = firstFrom(store, prefix, before, first, written + 1);
    return values(
        store.rangeDescending(
            Table.JOURNAL, prefix + Counter.key(first), prefix + Counter.key(end), limit));
  }

  /** The newest lines of all groups before a sequence, newest first. */
  public static List<JournalEntry> newest(StoreView store, long before, int limit) {
    return values(store.rangeDescending(Table.RECENT, "", Counter.key(before), limit));
  }

  /** The number in the group, from {@code low} to {@code high}, of the first line from there on. */
  private static long firstFrom(
      StoreView store, String prefix, long sequence, long low, long high) {
    if (sequence > WRITTEN.read(store)) {
      return high;
    }
    long from = low;
    long to = high;
    while (from < to) {
      long middle = (from + to) >>> 1;
      JournalEntry line = store.get(Table.JOURNAL, prefix + Counter.key(middle));
      if (line != null && line.sequence() < sequence) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private static List<JournalEntry> values(List<Row<JournalEntry>> rows) {
    return rows.stream().map(Row::value).toList();
  }

  private static String prefix(String group) {
    return group + "/";
  }
}

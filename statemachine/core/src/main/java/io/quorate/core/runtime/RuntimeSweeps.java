package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is to be dropped: first entries by their deadlines, going on where the last sweep
 * ended, then what is left of deleted groups. Never looks at all entries.
 */
public final class RuntimeSweeps {
  /** Before this time no deadline is left: what lies before is only traces of deletions. */
  static final Counter SWEPT = new Counter("runtime-swept");

  /** Greater than every character of a key. */
  private static final String END = "~";

  /** Rows that are read at once: so many of the largest do no harm. */
  private static final int STRIDE = 16;

  private final StoreView store;
  private final ClusterTime now;
  private final List<RuntimeSweep.Gone> gone = new ArrayList<>();
  private final List<RuntimeSpace> emptied = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();
  private long bytes;

  private RuntimeSweeps(StoreView store, ClusterTime now) {
    this.store = store;
    this.now = now;
  }

  /** Whether there are entries at all. */
  public static boolean any(StoreView store) {
    return RuntimeTotals.ENTRIES.read(store) > 0;
  }

  /** When something is to be dropped next; null when there is nothing to wait for. */
  public static @Nullable ClusterTime due(StoreView store, ClusterTime now) {
    if (!store.keys(Table.RUNTIME_LEFT, "", END, 1).isEmpty()) {
      return now;
    }
    List<Row<Long>> first = store.range(Table.RUNTIME_DEADLINES, from(store), END, 1);
    return first.isEmpty() ? null : deadline(first.get(0));
  }

  /** What one sweep drops at this time. */
  public static RuntimeSweep find(StoreView store, ClusterTime now) {
    return new RuntimeSweeps(store, now).find();
  }

  private static String from(StoreView store) {
    return Counter.key(SWEPT.read(store));
  }

  private RuntimeSweep find() {
    List<Row<Long>> rows =
        store.range(Table.RUNTIME_DEADLINES, from(store), END, RuntimeLimits.SWEEP_ROWS + 1);
    ClusterTime left = null;
    for (Row<Long> row : rows) {
      if (full() || !now.reached(deadline(row))) {
        left = deadline(row);
        break;
      }
      take(row.key());
    }
    ClusterTime swept = left != null && now.reached(left) ? left : now;
    boolean more = leftovers();
    return new RuntimeSweep(gone, emptied, swept, more ? now : left);
  }

  private static ClusterTime deadline(Row<Long> row) {
    return new ClusterTime(Long.parseLong(row.key().substring(0, row.key().indexOf('/'))));
  }

  /** Takes the entry of a deadline; that of another would be an error of this program. */
  private void take(String deadlineKey) {
    RuntimePlace place = RuntimePlace.ofKey(deadlineKey.substring(deadlineKey.indexOf('/') + 1));
    RuntimeEntry entry = store.get(Table.RUNTIME, place.key());
    ClusterTime deadline = entry == null ? null : entry.end().deadline();
    if (entry == null || deadline == null || !place.key(deadline).equals(deadlineKey)) {
      throw new IllegalStateException(deadlineKey + " is not the deadline of " + entry);
    }
    take(place, entry);
  }

  private void take(RuntimePlace place, RuntimeEntry entry) {
    known.add(place.key());
    bytes += entry.bytes(place.place());
    gone.add(new RuntimeSweep.Gone(place, entry.bytes(place.place()), entry.end()));
  }

  private boolean full() {
    return gone.size() >= RuntimeLimits.SWEEP_ROWS || bytes > RuntimeLimits.SWEEP_BYTES;
  }

  /** Takes what is left of deleted groups, as far as there is room; whether more remains. */
  private boolean leftovers() {
    List<Row<Long>> spaces = store.range(Table.RUNTIME_LEFT, "", END, RuntimeLimits.SWEEP_ROWS + 1);
    for (Row<Long> row : spaces) {
      RuntimeSpace space = RuntimeSpace.ofKey(row.key());
      if (emptied.size() >= RuntimeLimits.SWEEP_ROWS || !emptied(space)) {
        return true;
      }
      emptied.add(space);
    }
    return false;
  }

  /** Takes the rows of the space; false when there was no room for all. */
  private boolean emptied(RuntimeSpace space) {
    String from = space.prefix();
    while (true) {
      List<Row<RuntimeEntry>> rows = store.range(Table.RUNTIME, from, space.prefix() + END, STRIDE);
      for (Row<RuntimeEntry> row : rows) {
        if (!known.contains(row.key())) {
          if (full()) {
            return false;
          }
          take(RuntimePlace.ofKey(row.key()), row.value());
        }
      }
      if (rows.size() < STRIDE) {
        return true;
      }
      from = rows.get(rows.size() - 1).key() + " ";
    }
  }
}

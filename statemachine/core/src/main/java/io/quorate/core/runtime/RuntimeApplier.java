package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what was decided about runtime entries. Never refuses. */
public final class RuntimeApplier {
  /** Greater than every character of a path. */
  private static final String END = "~";

  private final Store store;

  /** Into this store. */
  public RuntimeApplier(Store store) {
    this.store = store;
  }

  /** Applies a change of the entries of one group. */
  public void apply(RuntimeChange change) {
    RuntimeHead before = RuntimeView.head(store, change.group());
    RuntimeSpace space = new RuntimeSpace(change.group(), before.life());
    RuntimeHead after = before.at(change.revision());
    for (RuntimeChange.Placed placed : change.placed()) {
      after = place(new RuntimePlace(space, placed.place()), placed.to(), after);
    }
    store.put(Table.RUNTIME_HEADS, change.group().value(), after);
    RuntimeTotals.ENTRIES.add(store, after.entries() - before.entries());
    RuntimeTotals.BYTES.add(store, after.bytes() - before.bytes());
    RuntimeTotals.BOUND.add(store, after.bound() - before.bound());
  }

  private RuntimeHead place(RuntimePlace place, @Nullable RuntimeEntry to, RuntimeHead head) {
    RuntimeHead next = head;
    RuntimeEntry before = store.get(Table.RUNTIME, place.key());
    if (before != null) {
      forget(place, before.end());
      next = next.without(before.bytes(place.place()), before.end());
    }
    if (to == null) {
      store.delete(Table.RUNTIME, place.key());
      return next;
    }
    store.put(Table.RUNTIME, place.key(), to);
    note(place, to);
    return next.with(to.bytes(place.place()), to.end());
  }

  private void note(RuntimePlace place, RuntimeEntry entry) {
    ClusterTime deadline = entry.end().deadline();
    if (deadline != null) {
      store.put(Table.RUNTIME_DEADLINES, place.key(deadline), entry.revision().value());
    }
    if (entry.end().epoch() != null) {
      store.put(Table.RUNTIME_BOUND, place.key(), entry.bytes(place.place()));
    }
  }

  private void forget(RuntimePlace place, RuntimeEnd end) {
    ClusterTime deadline = end.deadline();
    if (deadline != null) {
      store.delete(Table.RUNTIME_DEADLINES, place.key(deadline));
    }
    if (end.epoch() != null) {
      store.delete(Table.RUNTIME_BOUND, place.key());
    }
  }

  /** The open epoch of the group is over, and with it all that was to end with it. */
  public void epochClosed(GroupId group) {
    RuntimeHead head = RuntimeView.head(store, group);
    if (head.bound() == 0) {
      return;
    }
    String prefix = new RuntimeSpace(group, head.life()).prefix();
    List<Row<Long>> rows =
        store.range(Table.RUNTIME_BOUND, prefix, prefix + END, RuntimeLimits.BOUND);
    long bytes = 0;
    for (Row<Long> row : rows) {
      bytes += row.value();
      store.delete(Table.RUNTIME, row.key());
      store.delete(Table.RUNTIME_BOUND, row.key());
    }
    store.put(
        Table.RUNTIME_HEADS,
        group.value(),
        new RuntimeHead(
            head.life(), head.revision(), head.entries() - rows.size(), head.bytes() - bytes, 0));
    RuntimeTotals.ENTRIES.add(store, -rows.size());
    RuntimeTotals.BYTES.add(store, -bytes);
    RuntimeTotals.BOUND.add(store, -rows.size());
  }

  /**
   * The group is deleted: its entries are out of reach at once, whatever their number, and are
   * swept later.
   */
  public void groupDeleted(GroupId group) {
    RuntimeHead head = RuntimeView.head(store, group);
    if (head.entries() > 0) {
      RuntimeSpace left = new RuntimeSpace(group, head.life());
      store.put(Table.RUNTIME_LEFT, left.key(), head.entries());
      store.put(Table.RUNTIME_HEADS, group.value(), head.reborn());
    }
  }

  /** Drops what a sweep has found. */
  public void apply(RuntimeSweep sweep) {
    SortedMap<GroupId, RuntimeHead> heads = new TreeMap<>();
    long bytes = 0;
    for (RuntimeSweep.Gone gone : sweep.gone()) {
      RuntimePlace place = gone.place();
      bytes += gone.bytes();
      store.delete(Table.RUNTIME, place.key());
      forget(place, gone.end());
      GroupId group = place.space().group();
      RuntimeHead head = heads.computeIfAbsent(group, name -> RuntimeView.head(store, name));
      if (head.life() == place.space().life()) {
        heads.put(group, head.without(gone.bytes(), gone.end()));
      }
    }
    heads.forEach((group, head) -> store.put(Table.RUNTIME_HEADS, group.value(), head));
    sweep.emptied().forEach(space -> store.delete(Table.RUNTIME_LEFT, space.key()));
    RuntimeTotals.ENTRIES.add(store, -sweep.gone().size());
    RuntimeTotals.BYTES.add(store, -bytes);
    RuntimeSweeps.SWEPT.set(store, Math.max(0, sweep.swept().millis()));
  }
}

package io.quorate.core.registry;

import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The store while one log entry is applied. Rows of some tables are read and written again and
 * again by the commands of an entry: the group, how its values stand, the counts of all. Such a row
 * is read once and written once for each entry, at its end, however many commands it has.
 */
final class EntryStore implements Store {
  private final Store store;
  private final Map<Table<?>, SortedMap<String, Held>> hot = new HashMap<>();

  /** A row as it stands. */
  private static final class Held {
    private @Nullable Object value;
    private boolean changed;

    Held(@Nullable Object value) {
      this.value = value;
    }
  }

  EntryStore(Store store) {
    this.store = store;
    Table.HOT.forEach(table -> hot.put(table, new TreeMap<>()));
  }

  @Override
  public <V> @Nullable V get(Table<V> table, String key) {
    SortedMap<String, Held> rows = hot.get(table);
    if (rows == null) {
      return store.get(table, key);
    }
    Held held = rows.get(key);
    if (held == null) {
      held = new Held(store.get(table, key));
      rows.put(key, held);
    }
    return table.type().cast(held.value);
  }

  @Override
  public <V> void put(Table<V> table, String key, V value) {
    SortedMap<String, Held> rows = hot.get(table);
    if (rows == null) {
      store.put(table, key, value);
    } else {
      change(rows, key, value);
    }
  }

  @Override
  public void delete(Table<?> table, String key) {
    SortedMap<String, Held> rows = hot.get(table);
    if (rows == null) {
      store.delete(table, key);
    } else {
      change(rows, key, null);
    }
  }

  private static void change(SortedMap<String, Held> rows, String key, @Nullable Object value) {
    Held held = rows.computeIfAbsent(key, absent -> new Held(null));
    held.value = value;
    held.changed = true;
  }

  @Override
  public <V> List<Row<V>> range(Table<V> table, String from, String to, int limit) {
    write(table);
    return store.range(table, from, to, limit);
  }

  @Override
  public List<String> keys(Table<?> table, String from, String to, int limit) {
    write(table);
    return store.keys(table, from, to, limit);
  }

  @Override
  public <V> List<Row<V>> rangeDescending(Table<V> table, String from, String to, int limit) {
    write(table);
    return store.rangeDescending(table, from, to, limit);
  }

  /** Writes what was changed; nothing comes after it. */
  void end() {
    Table.HOT.forEach(this::write);
  }

  private <V> void write(Table<V> table) {
    SortedMap<String, Held> rows = hot.get(table);
    if (rows == null) {
      return;
    }
    rows.forEach(
        (key, held) -> {
          V value = table.type().cast(held.value);
          if (held.changed && value != null) {
            store.put(table, key, value);
          } else if (held.changed) {
            store.delete(table, key);
          }
          held.changed = false;
        });
  }
}

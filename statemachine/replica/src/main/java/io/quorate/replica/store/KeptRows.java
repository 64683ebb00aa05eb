package io.quorate.replica.store;

import io.quorate.core.store.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@link Table#HOT} tables that entries have read or written last, as they stand:
 * without them each entry decodes the same rows again, which takes longer than all else that it
 * does. Records never change, so one may be given to many. One thread only: that which writes.
 */
final class KeptRows {
  /** Of all tables together; a row has some KiB at most. */
  static final int MOST = 256;

  private final Map<Name, Object> standing = new Newest();
  private final Map<Name, Optional<Object>> written = new HashMap<>();

  private record Name(Table<?> table, String key) {}

  /** Those that were used last. */
  private static final class Newest extends LinkedHashMap<Name, Object> {
    private static final long serialVersionUID = 1;
    private static final float LOAD = 0.75f;

    Newest() {
      super(MOST, LOAD, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Name, Object> eldest) {
      return size() > MOST;
    }
  }

  /**
   * A row as the entry under way sees it.
   *
   * @param value null when it was deleted
   */
  record Known<V>(@Nullable V value) {}

  /** Whether rows of the table are kept at all. */
  static boolean keeps(Table<?> table) {
    return Table.HOT.contains(table);
  }

  /** Null when nothing is known of the row. */
  <V> @Nullable Known<V> get(Table<V> table, String key) {
    Name name = new Name(table, key);
    Optional<Object> changed = written.get(name);
    Object value = changed == null ? standing.get(name) : changed.orElse(null);
    return value == null && changed == null ? null : new Known<>(table.type().cast(value));
  }

  /** The row of a table that is kept was read, and no entry under way has written it. */
  <V> void read(Table<V> table, String key, V value) {
    standing.put(new Name(table, key), value);
  }

  /** The entry under way writes the row; null deletes it. */
  void write(Table<?> table, String key, @Nullable Object value) {
    if (keeps(table)) {
      written.put(new Name(table, key), Optional.ofNullable(value));
    }
  }

  /** The entry was written. */
  void stands() {
    written.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                present -> standing.put(name, present), () -> standing.remove(name)));
    written.clear();
  }

  /** Nothing of the entry was written. */
  void undone() {
    written.clear();
  }
}

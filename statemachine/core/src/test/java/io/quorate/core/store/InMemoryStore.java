package io.quorate.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state in sorted maps: for tests, and the reference that durable stores are compared with. */
public final class InMemoryStore implements Store {
  private final Map<String, NavigableMap<String, Object>> tables = new TreeMap<>();

  /** An empty store. */
  public InMemoryStore() {}

  @Override
  public <V> @Nullable V get(Table<V> table, String key) {
    Object value = rows(table).get(key);
    return value == null ? null : table.type().cast(value);
  }

  @Override
  public <V> List<Row<V>> range(Table<V> table, String from, String to, int limit) {
    return from.compareTo(to) >= 0
        ? List.of()
        : first(table, rows(table).subMap(from, true, to, false), limit);
  }

  @Override
  public List<String> keys(Table<?> table, String from, String to, int limit) {
    return range(table, from, to, limit).stream().map(Row::key).toList();
  }

  @Override
  public <V> List<Row<V>> rangeDescending(Table<V> table, String from, String to, int limit) {
    return from.compareTo(to) >= 0
        ? List.of()
        : first(table, rows(table).subMap(from, true, to, false).descendingMap(), limit);
  }

  @Override
  public <V> void put(Table<V> table, String key, V value) {
    rows(table).put(key, table.type().cast(value));
  }

  @Override
  public void delete(Table<?> table, String key) {
    rows(table).remove(key);
  }

  /** How many rows the table has. */
  public int size(Table<?> table) {
    return rows(table).size();
  }

  /** The same rows in a store of its own. */
  public InMemoryStore copy() {
    InMemoryStore copy = new InMemoryStore();
    tables.forEach((table, rows) -> copy.tables.put(table, new TreeMap<>(rows)));
    return copy;
  }

  /** Every row of every table, one a line: equal texts are equal states. */
  public String dump() {
    StringBuilder text = new StringBuilder();
    for (Table<?> table : Table.ALL) {
      rows(table)
          .forEach((key, value) -> text.append(table + "[" + key + "] = " + value).append('\n'));
    }
    return text.toString();
  }

  private NavigableMap<String, Object> rows(Table<?> table) {
    return tables.computeIfAbsent(table.name(), name -> new TreeMap<>());
  }

  private static <V> List<Row<V>> first(
      Table<V> table, NavigableMap<String, Object> rows, int limit) {
    List<Row<V>> found = new ArrayList<>();
    for (Map.Entry<String, Object> row : rows.entrySet()) {
      if (found.size() >= limit) {
        break;
      }
      found.add(new Row<>(row.getKey(), table.type().cast(row.getValue())));
    }
    return found;
  }
}

package io.quorate.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts how often rows are looked for, rather than got by their key, and how often written. */
public final class CountingStore implements Store {
  private final Store store;
  private int searches;
  private int writes;

  /** Around another. */
  public CountingStore(Store store) {
    this.store = store;
  }

  /** Rows that were set or removed so far. */
  public int writes() {
    return writes;
  }

  /** Searches so far. */
  public int searches() {
    return searches;
  }

  @Override
  public <V> @Nullable V get(Table<V> table, String key) {
    return store.get(table, key);
  }

  @Override
  public <V> List<Row<V>> range(Table<V> table, String from, String to, int limit) {
    searches++;
    return store.range(table, from, to, limit);
  }

  @Override
  public List<String> keys(Table<?> table, String from, String to, int limit) {
    searches++;
    return store.keys(table, from, to, limit);
  }

  @Override
  public <V> List<Row<V>> rangeDescending(Table<V> table, String from, String to, int limit) {
    searches++;
    return store.rangeDescending(table, from, to, limit);
  }

  @Override
  public <V> void put(Table<V> table, String key, V value) {
    writes++;
    store.put(table, key, value);
  }

  @Override
  public void delete(Table<?> table, String key) {
    writes++;
    store.delete(table, key);
  }
}

package io.quorate.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store that counts how often rows are looked for, rather than got by their key. */
public final class CountingStore implements Store {
  private final Store store;
  private int searches;

  /** Around another. */
  public CountingStore(Store store) {
    this.store = store;
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
    store.put(table, key, value);
  }

  @Override
  public void delete(Table<?> table, String key) {
    store.delete(table, key);
  }
}

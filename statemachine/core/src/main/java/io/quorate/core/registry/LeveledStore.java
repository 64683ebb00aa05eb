package io.quorate.core.registry;

import io.quorate.core.FeatureLevel;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store whose newer tables are not written before the cluster is at their level. A row that only
 * the newer programs of a mixed cluster wrote would make their states differ, so this is a bug.
 */
final class LeveledStore implements Store {
  private final Store store;

  /** The level when it was last looked at: it never falls. */
  private FeatureLevel level = FeatureLevel.FIRST;

  LeveledStore(Store store) {
    this.store = store;
  }

  @Override
  public <V> @Nullable V get(Table<V> table, String key) {
    return store.get(table, key);
  }

  @Override
  public <V> List<Row<V>> range(Table<V> table, String from, String to, int limit) {
    return store.range(table, from, to, limit);
  }

  @Override
  public List<String> keys(Table<?> table, String from, String to, int limit) {
    return store.keys(table, from, to, limit);
  }

  @Override
  public <V> List<Row<V>> rangeDescending(Table<V> table, String from, String to, int limit) {
    return store.rangeDescending(table, from, to, limit);
  }

  @Override
  public <V> void put(Table<V> table, String key, V value) {
    requireLevel(table);
    store.put(table, key, value);
  }

  @Override
  public void delete(Table<?> table, String key) {
    requireLevel(table);
    store.delete(table, key);
  }

  private void requireLevel(Table<?> table) {
    if (level.reaches(table.since())) {
      return;
    }
    level = FeatureLevels.of(store);
    if (!level.reaches(table.since())) {
      throw new IllegalStateException(
          "table " + table + " is of level " + table.since() + ", the cluster is at " + level);
    }
  }
}

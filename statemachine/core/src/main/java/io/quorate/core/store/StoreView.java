package io.quorate.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sorted tables of the state as they are at one moment. */
public interface StoreView {

  /** The record under the key, or null. */
  <V> @Nullable V get(Table<V> table, String key);

  /**
   * At most {@code limit} rows from {@code from} (inclusive) to {@code to} (exclusive), ascending
   * by key.
   */
  <V> List<Row<V>> range(Table<V> table, String from, String to, int limit);

  /** The keys of the same rows, whose records are not read. */
  List<String> keys(Table<?> table, String from, String to, int limit);

  /** The same rows, descending: the first is the greatest key below {@code to}. */
  <V> List<Row<V>> rangeDescending(Table<V> table, String from, String to, int limit);
}

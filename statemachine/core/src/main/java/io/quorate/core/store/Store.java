package io.quorate.core.store;

/**
 * Sorted tables of typed records, read and written. Writes are seen by later reads of the same
 * store at once.
 */
public interface Store extends StoreView {

  /** Sets the record under the key; keys are printable ASCII. */
  <V> void put(Table<V> table, String key, V value);

  /** Removes the record under the key, if there is one. */
  void delete(Table<?> table, String key);
}

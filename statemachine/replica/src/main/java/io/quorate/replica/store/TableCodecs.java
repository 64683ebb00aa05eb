package io.quorate.replica.store;

import io.quorate.core.store.Table;

/** Knows how the records of each table are stored. */
@FunctionalInterface
public interface TableCodecs {

  /** Codec of the table; {@link IllegalArgumentException} for a table that is not known. */
  <V> TableCodec<V> of(Table<V> table);
}

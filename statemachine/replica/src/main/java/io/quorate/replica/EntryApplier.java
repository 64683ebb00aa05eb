package io.quorate.replica;

import io.quorate.core.store.Store;

/**
 * Decides what an entry does to the state. Must give the same on every replica: no clock, no
 * randomness, nothing but the entry and the store.
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface EntryApplier<E> {

  /** Applies the entry to the store. An exception is a bug and halts the process. */
  AppliedEntry<E> apply(LogEntry entry, Store store);
}

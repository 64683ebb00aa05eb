package io.quorate.server.changes;

/**
 * Knows how far one watch was told, and what comes next. For one thread at a time.
 *
 * @param <E> type of what it tells
 */
public interface ChangeSource<E> {

  /** What comes next of what is in memory; returns at once. */
  Next<E> next();

  /** What comes next of what is stored, when {@link #next} says that it is behind. Reads. */
  Next<E> read();

  /** Says how far it was told. */
  E progress();
}

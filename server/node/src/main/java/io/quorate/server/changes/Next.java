package io.quorate.server.changes;

import io.quorate.core.Refusal;

/**
 * What a watch has to do next.
 *
 * @param <E> type of what it sends
 */
public sealed interface Next<E> {

  /**
   * Send it.
   *
   * @param event what is news
   */
  record Told<E>(E event) implements Next<E> {}

  /** There is nothing new. */
  record Nothing<E>() implements Next<E> {}

  /** What comes next must be read from the store. */
  record Behind<E>() implements Next<E> {}

  /**
   * It cannot be told yet, and perhaps never by this node.
   *
   * @param why what to say when it has lasted for too long
   */
  record NotYet<E>(Refusal why) implements Next<E> {}

  /**
   * It cannot go on.
   *
   * @param why the reason
   */
  record Over<E>(Refusal why) implements Next<E> {}
}

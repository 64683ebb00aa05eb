package io.quorate.replica;

import java.util.List;

/**
 * What came of an entry.
 *
 * @param reply for the one who proposed it
 * @param events for the listener
 * @param <E> type of the events
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once less
public record AppliedEntry<E>(byte[] reply, List<E> events) {

  /** Copies the list. */
  public AppliedEntry {
    events = List.copyOf(events);
  }
}

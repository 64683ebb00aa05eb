package io.quorate.replica;

import io.quorate.core.store.StoreView;
import io.quorate.replica.store.EntryPosition;
import java.util.List;

/**
 * Sees the state after each entry, to keep a picture of it for others. Called on the thread that
 * applies, before the entry counts as applied: who waits for an entry finds it in the picture.
 *
 * @param <E> type of the events
 */
public interface StateObserver<E> {

  /**
   * The state as it is from here on, whatever it was before: at the start, and after a snapshot.
   */
  void replaced(EntryPosition position, StoreView state);

  /** The state after an entry that led to these events, of which there may be none. */
  void applied(EntryPosition position, List<E> events, StoreView state);
}

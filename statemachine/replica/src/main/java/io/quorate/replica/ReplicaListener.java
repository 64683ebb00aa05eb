package io.quorate.replica;

import io.quorate.replica.store.EntryPosition;
import java.util.List;

/**
 * Is told what happens in a replica. Called on its own threads and must return at once: applied
 * entries, and leadership becoming ready, in order on one thread; the loss of leadership on any.
 *
 * @param <E> type of the events
 */
public interface ReplicaListener<E> {

  /**
   * An entry was applied and can be read. After a crash, entries since the last flush are told
   * again.
   */
  void applied(EntryPosition position, List<E> events);

  /**
   * The state was replaced by a snapshot of the leader's; what was derived from events must be
   * rebuilt.
   */
  void restored(EntryPosition position);

  /** This node leads the term and has applied its first entry and all before it (rule G3). */
  void leadershipReady(long term);

  /** This node does not lead any more. */
  void leadershipLost();
}

package io.quorate.core.sim;

import io.quorate.core.leader.Voters;
import io.quorate.core.store.InMemoryStore;

/**
 * What the log up to an entry has come to.
 *
 * @param index of the last entry that is in it
 * @param term of that entry
 * @param store the state; never changed, only copied
 * @param voters who votes after that entry
 */
record RaftSnapshot(long index, long term, InMemoryStore store, Voters voters) {

  /** Of a log that is empty: whoever forms the cluster knows who they are. */
  static RaftSnapshot none(Voters founders) {
    return new RaftSnapshot(0, 0, new InMemoryStore(), founders);
  }
}

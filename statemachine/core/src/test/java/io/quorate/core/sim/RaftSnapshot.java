package io.quorate.core.sim;

import io.quorate.core.store.InMemoryStore;

/**
 * What the log up to an entry has come to.
 *
 * @param index of the last entry that is in it
 * @param term of that entry
 * @param store the state; never changed, only copied
 */
record RaftSnapshot(long index, long term, InMemoryStore store) {
  static final RaftSnapshot NONE = new RaftSnapshot(0, 0, new InMemoryStore());
}

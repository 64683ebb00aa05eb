package io.quorate.replica.store;

/**
 * Place of an entry in the log.
 *
 * @param term Raft term in which it was written, 0 or more
 * @param index index in the log, -1 before the first entry
 */
public record EntryPosition(long term, long index) implements Comparable<EntryPosition> {
  /** Before the first entry. */
  public static final EntryPosition NONE = new EntryPosition(0, -1);

  /** Refuses negative values below {@link #NONE} with {@link IllegalArgumentException}. */
  public EntryPosition {
    if (term < 0 || index < -1) {
      throw new IllegalArgumentException("term " + term + ", index " + index);
    }
  }

  @Override
  public int compareTo(EntryPosition other) {
    int byTerm = Long.compare(term, other.term);
    return byTerm != 0 ? byTerm : Long.compare(index, other.index);
  }

  /** {@code term.index}. */
  @Override
  public String toString() {
    return term + "." + index;
  }
}

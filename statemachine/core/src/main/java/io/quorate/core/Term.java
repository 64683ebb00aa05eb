package io.quorate.core;

import java.util.Optional;

/**
 * A Raft term: the reign of one leader.
 *
 * @param value 0 or more
 */
public record Term(long value) implements Comparable<Term> {
  /** Before any election. */
  public static final Term NONE = new Term(0);

  /** Refuses a negative value with {@link IllegalArgumentException}. */
  public Term {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
  }

  /** The term of this number, as messages carry it; empty when it is beyond what can be counted. */
  public static Optional<Term> read(long value) {
    return value < 0 ? Optional.empty() : Optional.of(new Term(value));
  }

  @Override
  public int compareTo(Term other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

package io.quorate.core;

import java.util.Optional;

/**
 * Counts the changes of one group's declaration; goes on where it was when the group is deleted and
 * declared again, so a revision means one declaration for ever.
 *
 * @param value 0 or more
 */
public record Revision(long value) implements Comparable<Revision> {
  /** Does not exist yet. */
  public static final Revision NONE = new Revision(0);

  /** Refuses a negative value with {@link IllegalArgumentException}. */
  public Revision {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
  }

  /**
   * The revision of this number, as messages carry it; empty when it is beyond what can be counted.
   */
  public static Optional<Revision> read(long value) {
    return value < 0 ? Optional.empty() : Optional.of(new Revision(value));
  }

  /** The one after this. */
  public Revision next() {
    return new Revision(value + 1);
  }

  @Override
  public int compareTo(Revision other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

package io.quorate.core;

import java.util.Optional;

/**
 * Counts the grants of one group's role; the fencing token (role-protocol.md, Terms).
 *
 * @param value 0 or more; goes up by one at every grant, never down
 */
public record Epoch(long value) implements Comparable<Epoch> {
  /** Never granted. */
  public static final Epoch NONE = new Epoch(0);

  /** Refuses a negative value with {@link IllegalArgumentException}. */
  public Epoch {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
  }

  /**
   * The epoch of this number, as messages carry it; empty when it is beyond what can be counted.
   */
  public static Optional<Epoch> read(long value) {
    return value < 0 ? Optional.empty() : Optional.of(new Epoch(value));
  }

  /** The one after this. */
  public Epoch next() {
    return new Epoch(value + 1);
  }

  @Override
  public int compareTo(Epoch other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

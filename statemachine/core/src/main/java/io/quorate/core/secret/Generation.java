package io.quorate.core.secret;

import java.util.Optional;

/**
 * Counts the data keys under which secrets are sealed: each rotation begins one.
 *
 * @param value 1 or more
 */
public record Generation(long value) implements Comparable<Generation> {
  /** The first key of a cluster. */
  public static final Generation FIRST = new Generation(1);

  /** Refuses what is below 1 with {@link IllegalArgumentException}. */
  public Generation {
    if (value < 1) {
      throw new IllegalArgumentException("no generation: " + value);
    }
  }

  /** The generation of this number, as messages carry it; empty when there can be none. */
  public static Optional<Generation> read(long value) {
    return value < 1 ? Optional.empty() : Optional.of(new Generation(value));
  }

  /** The one after this. */
  public Generation next() {
    return new Generation(value + 1);
  }

  @Override
  public int compareTo(Generation other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

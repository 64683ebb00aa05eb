package io.quorate.core;

/**
 * Which rules, commands and records a cluster uses. It is part of the replicated state and only
 * ever raised, by a command, so that nodes of different versions decide alike.
 *
 * @param value from 1 to 255: one byte of each log entry
 */
public record FeatureLevel(int value) implements Comparable<FeatureLevel> {
  /** Of a cluster that was never raised. */
  public static final FeatureLevel FIRST = new FeatureLevel(1);

  private static final int MAX = 255;

  /** Refuses a value out of range with {@link IllegalArgumentException}. */
  public FeatureLevel {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("a feature level is from 1 to " + MAX + ", not " + value);
    }
  }

  /** Whether what needs the other level may be done at this one. */
  public boolean reaches(FeatureLevel needed) {
    return value >= needed.value;
  }

  @Override
  public int compareTo(FeatureLevel other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}

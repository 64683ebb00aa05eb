package io.quorate.core;

/**
 * The feature levels at which a program can work.
 *
 * @param lowest the oldest that it still knows
 * @param highest the newest that it knows
 */
public record LevelRange(FeatureLevel lowest, FeatureLevel highest) {

  /** Refuses an empty range with {@link IllegalArgumentException}. */
  public LevelRange {
    if (lowest.compareTo(highest) > 0) {
      throw new IllegalArgumentException("from " + lowest + " to " + highest);
    }
  }

  /** Whether a program of this range can work at the level. */
  public boolean contains(FeatureLevel level) {
    return level.reaches(lowest) && highest.reaches(level);
  }

  @Override
  public String toString() {
    return lowest.equals(highest) ? lowest.toString() : lowest + " to " + highest;
  }
}

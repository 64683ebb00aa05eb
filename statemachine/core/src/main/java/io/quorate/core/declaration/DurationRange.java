package io.quorate.core.declaration;

import java.time.Duration;

/**
 * The times that a value of a declaration may take.
 *
 * @param least shortest that is allowed
 * @param most longest that is allowed
 */
public record DurationRange(Duration least, Duration most) {
  /**
   * No time of a declaration is longer, whatever its own range says: sums and multiples of such
   * times count in nanoseconds without overflow.
   */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** Refuses an empty range, and one beyond {@link #LONGEST}. */
  public DurationRange {
    require(least);
    require(most);
    if (least.compareTo(most) > 0) {
      throw new IllegalArgumentException("no time from " + least + " to " + most);
    }
  }

  static DurationRange ofMillis(long least, long most) {
    return new DurationRange(Duration.ofMillis(least), Duration.ofMillis(most));
  }

  /** Whether the time is one of these. */
  public boolean holds(Duration time) {
    return time.compareTo(least) >= 0 && time.compareTo(most) <= 0;
  }

  /** The closest of these. */
  Duration nearest(Duration time) {
    return time.compareTo(least) < 0 ? least : time.compareTo(most) > 0 ? most : time;
  }

  /** Whether it can be counted with: neither negative nor longer than {@link #LONGEST}. */
  public static boolean countable(Duration time) {
    return !time.isNegative() && time.compareTo(LONGEST) <= 0;
  }

  /**
   * The time itself; refuses what cannot be counted with by {@link IllegalArgumentException}, so
   * ask {@link #countable} first.
   */
  static Duration require(Duration time) {
    if (!countable(time)) {
      throw new IllegalArgumentException("not from 0 s to " + LONGEST + ": " + time);
    }
    return time;
  }
}

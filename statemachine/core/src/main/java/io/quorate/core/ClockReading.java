package io.quorate.core;

import java.time.Duration;

/**
 * What the clocks of one machine said at one instant. Readings of two machines are never compared.
 *
 * @param monotonicNanos clock that does not count the time the machine was suspended
 * @param bootNanos clock that counts it
 * @param wallMillis wall clock, milliseconds since 1970 UTC; may be set by anybody
 */
public record ClockReading(long monotonicNanos, long bootNanos, long wallMillis) {

  /**
   * The most that may have passed since {@code earlier}: how a holder counts (rule H3). Never
   * negative.
   */
  public Duration mostSince(ClockReading earlier) {
    long nanos = Math.max(monotonicNanos - earlier.monotonicNanos, bootNanos - earlier.bootNanos);
    long wall = Duration.ofMillis(wallMillis - earlier.wallMillis).toNanos();
    return Duration.ofNanos(Math.max(0, Math.max(nanos, wall)));
  }

  /**
   * The least that has surely passed since {@code earlier}: how a grantor counts (rule H3). A wall
   * clock that moved backwards says nothing and is left out. Never negative.
   */
  public Duration leastSince(ClockReading earlier) {
    long nanos = Math.min(monotonicNanos - earlier.monotonicNanos, bootNanos - earlier.bootNanos);
    long wall = Duration.ofMillis(wallMillis - earlier.wallMillis).toNanos();
    if (wall > 0) {
      nanos = Math.min(nanos, wall);
    }
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /** The reading that these clocks will show after {@code duration} when all run alike. */
  public ClockReading plus(Duration duration) {
    return new ClockReading(
        monotonicNanos + duration.toNanos(),
        bootNanos + duration.toNanos(),
        wallMillis + duration.toMillis());
  }
}

package io.quorate.bench.failover;

import java.time.Instant;

/**
 * The wall clock and the monotonic clock of this machine, read together.
 *
 * @param wallMillis milliseconds since 1970
 * @param nanos of the monotonic clock at that moment
 */
record WallClock(double wallMillis, long nanos) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** Now. */
  static WallClock read() {
    Instant now = Instant.now();
    long nanos = System.nanoTime();
    return new WallClock(
        now.getEpochSecond() * MILLIS_PER_SECOND + now.getNano() / NANOS_PER_MILLI, nanos);
  }

  /** The wall clock at a moment of the monotonic clock not far from this reading. */
  double at(long moment) {
    return wallMillis + (moment - nanos) / NANOS_PER_MILLI;
  }
}

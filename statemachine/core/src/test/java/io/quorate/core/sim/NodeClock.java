package io.quorate.core.sim;

import io.quorate.core.ClockReading;

/**
 * The clocks of one machine: they run at a rate of their own, the wall clock may be set by anybody.
 */
final class NodeClock {
  private static final long WALL_BASE_MILLIS = 1_700_000_000_000L;
  private static final long BOOT_BASE_NANOS = 3_600_000_000_000L;

  private final double rate;
  private long suspendedNanos;
  private long wallOffsetMillis;

  NodeClock(double rate) {
    this.rate = rate;
  }

  ClockReading read(long realNanos) {
    long local = (long) (realNanos * rate);
    return new ClockReading(
        BOOT_BASE_NANOS + local - suspendedNanos,
        BOOT_BASE_NANOS + local,
        WALL_BASE_MILLIS + local / 1_000_000 + wallOffsetMillis);
  }

  /** Real time at which the boot clock shows this or more. */
  long realWhenBoot(long bootNanos) {
    return (long) Math.ceil((bootNanos - BOOT_BASE_NANOS) / rate) + 1;
  }

  /** How long a local duration takes in real time. */
  long real(long localNanos) {
    return (long) (localNanos / rate);
  }

  void wasSuspended(long realNanos) {
    suspendedNanos += (long) (realNanos * rate);
  }

  void wallJumps(long millis) {
    wallOffsetMillis += millis;
  }
}

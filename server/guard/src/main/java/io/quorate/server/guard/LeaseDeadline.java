package io.quorate.server.guard;

import java.time.Duration;

/**
 * When a lease ends, by each of three clocks: it is over as soon as any one of them has passed its
 * part (H3). So a machine that was suspended cannot stretch its lease (its boot and wall clocks
 * went on), and a wall clock that was set back simply does not bind.
 *
 * @param monotonicNanos by {@link GuardTime#monotonicNanos}
 * @param bootNanos by {@link GuardTime#bootNanos}
 * @param wallMillis by {@link GuardTime#wallMillis}
 */
public record LeaseDeadline(long monotonicNanos, long bootNanos, long wallMillis) {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  /**
   * The end of a lease of this length counted from {@code sentAt}, which was read before the
   * heartbeat left (H1).
   */
  public static LeaseDeadline after(GuardTime sentAt, Duration lease) {
    return new LeaseDeadline(
        sentAt.monotonicNanos() + lease.toNanos(),
        sentAt.bootNanos() + lease.toNanos(),
        sentAt.wallMillis() + lease.toMillis());
  }

  /**
   * Nanoseconds until the first of the three clocks passes its part; zero or less when the lease is
   * over.
   */
  public long nanosLeft(GuardTime now) {
    long monotonic = monotonicNanos - now.monotonicNanos();
    long boot = bootNanos - now.bootNanos();
    long wall = (wallMillis - now.wallMillis()) * NANOS_PER_MILLI;
    return Math.min(monotonic, Math.min(boot, wall));
  }

  /** Whether the lease is over. */
  public boolean passed(GuardTime now) {
    return nanosLeft(now) <= 0;
  }

  /**
   * Whether this one ends later than the other, by the monotonic clock, the only one that never
   * jumps.
   */
  public boolean isLaterThan(LeaseDeadline other) {
    return monotonicNanos - other.monotonicNanos > 0;
  }
}

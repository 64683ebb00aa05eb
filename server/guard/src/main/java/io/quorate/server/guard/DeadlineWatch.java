package io.quorate.server.guard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of the lease (H2, H3). Does nothing else, so that nothing can hold it up: it
 * reads the page and the clocks, and makes no process and touches no disk.
 */
final class DeadlineWatch {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final GuardPage page;
  private final GuardClock clock;
  private volatile long lastLookNanos = System.nanoTime();
  private volatile boolean fenceNow;
  private @Nullable LeaseDeadline deadline;

  DeadlineWatch(GuardPage page, GuardClock clock) {
    this.page = page;
    this.clock = clock;
  }

  /** Returns when the lease is over. */
  void await() {
    GuardTime now = clock.read();
    long left = left(now);
    while (left > 0) {
      lastLookNanos = now.monotonicNanos();
      // Short waits, and a look at all clocks after each: the machine may have been suspended
      // meanwhile.
      LockSupport.parkNanos(Math.min(left, POLL_NANOS));
      now = clock.read();
      left = left(now);
    }
  }

  /** The lease is treated as over from now on. */
  void fenceNow() {
    fenceNow = true;
  }

  /** When it last looked, monotonic. */
  long lastLookNanos() {
    return lastLookNanos;
  }

  private long left(GuardTime now) {
    if (fenceNow) {
      return 0;
    }
    try {
      if (page.revoked()) {
        return 0;
      }
      LeaseDeadline read = page.lease();
      if (read != null && (deadline == null || read.isLaterThan(deadline))) {
        deadline = read;
      }
    } catch (InternalError pageGone) {
      // A mapped file that was cut short: no news, so the deadline that is known stands.
      return deadline == null ? 0 : deadline.nanosLeft(now);
    }
    return deadline == null ? 0 : deadline.nanosLeft(now);
  }
}

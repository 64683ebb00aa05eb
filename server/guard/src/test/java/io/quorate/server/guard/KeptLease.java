package io.quorate.server.guard;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Extends the lease of a guard while it begins, as an agent does, so that it begins however slow
 * the machine is. From the close on the lease runs out.
 */
final class KeptLease implements AutoCloseable {
  private static final long EVERY_MILLIS = 20;

  private final GuardClock clock = GuardClock.ofMachine();
  private final Duration lease;
  private final CountDownLatch closed = new CountDownLatch(1);

  KeptLease(Duration lease) {
    this.lease = lease;
  }

  /** Begins. */
  void keep(Guard guard) {
    new Thread(() -> extend(guard), "kept-lease").start();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void extend(Guard guard) {
    try {
      while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        guard.extend(LeaseDeadline.after(clock.read(), lease));
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}

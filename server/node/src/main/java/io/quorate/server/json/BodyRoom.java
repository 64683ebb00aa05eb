package io.quorate.server.json;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one large body in at a time: until it is a message it takes up several times its size, and a
 * node that runs out of memory ends.
 */
final class BodyRoom {
  private static final long LARGE_BYTES = 64 << 10;

  private final Semaphore large = new Semaphore(1, true);

  /**
   * Room for one body.
   *
   * @param bytes that it has; of one that does not say it, as many as there may be
   * @param atMost how long to wait for another one
   * @throws HttpRefusedException when there was none in this time
   */
  Taken take(long bytes, Duration atMost) throws HttpRefusedException, InterruptedException {
    if (bytes <= LARGE_BYTES) {
      return () -> {};
    }
    if (!large.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw HttpErrors.overloaded(
          "other large bodies are being read; nothing was done", "try again in a moment");
    }
    return large::release;
  }

  /** Room that is taken until it is closed. */
  @FunctionalInterface
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }
}

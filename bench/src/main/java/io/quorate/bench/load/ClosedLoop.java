package io.quorate.bench.load;

import io.quorate.bench.contender.Load;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps so many requests on their way: each answer is followed by the next request. An error ends
 * it, and is told.
 */
final class ClosedLoop {
  private static final int DIGITS = 3;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Duration ENDING = Duration.ofSeconds(30);

  private final Load load;
  private final int inFlight;
  private final Recorder latencies = new Recorder(LONGEST_NANOS, DIGITS);
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
  private final CountDownLatch slots;
  private volatile boolean over;

  ClosedLoop(Load load, int inFlight) {
    this.load = load;
    this.inFlight = inFlight;
    this.slots = new CountDownLatch(inFlight);
  }

  void begin() {
    for (int slot = 0; slot < inFlight; slot++) {
      ask(slot);
    }
  }

  private void ask(int slot) {
    long begun = System.nanoTime();
    var unused =
        load.ask(slot, asked.getAndIncrement())
            .whenComplete((answer, failure) -> ended(slot, begun, failure));
  }

  private void ended(int slot, long begun, @Nullable Throwable failure) {
    if (failure != null) {
      error.compareAndSet(null, failure);
      over = true;
    } else {
      latencies.recordValue(Math.min(System.nanoTime() - begun, LONGEST_NANOS));
      answered.incrementAndGet();
    }
    if (over) {
      slots.countDown();
    } else {
      ask(slot);
    }
  }

  /** How many were answered so far. */
  long answered() {
    return answered.get();
  }

  /** What was measured so far does not count. */
  void forget() {
    latencies.reset();
  }

  /** The times from request to answer since they were forgotten, in nanoseconds. */
  Histogram latencies() {
    return latencies.getIntervalHistogram();
  }

  /** Whether it goes on. */
  boolean goesOn() {
    return !over;
  }

  /**
   * Asks for nothing more, and waits for what is on its way.
   *
   * @throws LoadFailedException when a request failed, or has no answer
   */
  void end() throws InterruptedException, LoadFailedException {
    over = true;
    boolean whole = slots.await(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    Throwable failure = error.get();
    if (failure != null) {
      throw new LoadFailedException("a request failed: " + failure.getMessage());
    }
    if (!whole) {
      throw new LoadFailedException(
          slots.getCount() + " requests have no answer after " + ENDING.toSeconds() + " s");
    }
  }
}

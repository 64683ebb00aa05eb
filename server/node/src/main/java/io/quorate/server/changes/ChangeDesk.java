package io.quorate.server.changes;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What all watches of a node share: their threads, their memory and their clock. */
public final class ChangeDesk implements AutoCloseable {
  private static final long SHARE_BYTES = 2L << 20;
  private static final long ALL_BYTES = 16L << 20;
  private static final int READERS = 4;
  private static final long TICK_SECONDS = 1;

  /** Tells those who are not behind: one thread, since what it does for each is short. */
  private final ScheduledThreadPoolExecutor teller =
      new ScheduledThreadPoolExecutor(1, task -> daemon(task, "watch-teller"));

  private final ThreadPoolExecutor readers;
  private final LongSupplier nanos;
  private final AtomicInteger feeds = new AtomicInteger();
  private volatile boolean stopping;

  /**
   * For a node.
   *
   * @param most watches that may be open
   * @param nanos a clock that goes on evenly, in nanoseconds
   */
  public ChangeDesk(int most, LongSupplier nanos) {
    this.nanos = nanos;
    this.readers =
        new ThreadPoolExecutor(
            READERS,
            READERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(most),
            task -> daemon(task, "watch-reader"));
    readers.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Bytes of changes that each feed may keep. */
  long share() {
    return Math.min(SHARE_BYTES, ALL_BYTES / Math.max(1, feeds.get()));
  }

  void feedOpened() {
    feeds.incrementAndGet();
  }

  void feedClosed() {
    feeds.decrementAndGet();
  }

  long nanos() {
    return nanos.getAsLong();
  }

  Executor readers() {
    return readers;
  }

  /** Runs what is short; nothing any more once this is closed. */
  void soon(Runnable step) {
    try {
      teller.execute(step);
    } catch (RejectedExecutionException closed) {
      // The node stops, and its calls are ended.
    }
  }

  /** From now on nothing is told any more. */
  void stop() {
    stopping = true;
  }

  boolean stopping() {
    return stopping;
  }

  void everySecond(Runnable step) {
    ScheduledFuture<?> unused =
        teller.scheduleWithFixedDelay(step, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    teller.shutdownNow();
    readers.shutdownNow();
  }
}

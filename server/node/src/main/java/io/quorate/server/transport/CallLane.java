package io.quorate.server.transport;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The calls of one kind: how many are open, how many may be, and the threads that they run on.
 *
 * <p>A call has one task at a time, and a call that was cancelled while its task waits leaves it
 * behind. So a call is let in only while fewer than {@code most} tasks wait: then those, one for
 * each call that may be open, and what is just being ended have room.
 */
public final class CallLane implements AutoCloseable {
  /** Calls that the connections' own threads may be ending at one moment. */
  private static final int BEING_ENDED = 64;

  private final String name;
  private final int most;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();

  /** A thread of a lane. */
  private static final class LaneThread extends Thread {
    LaneThread(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }

  CallLane(String name, int size, int most) {
    this.name = name;
    this.most = most;
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(2 * most + BEING_ENDED),
            task -> new LaneThread(task, name),
            CallLane::turnedAway);
    threads.allowCoreThreadTimeOut(true);
  }

  /** At the end only: the calls are over, and nobody is to be told. */
  private static void turnedAway(Runnable task, ThreadPoolExecutor lane) {
    if (!lane.isShutdown()) {
      throw new IllegalStateException("a lane has room for every task that can come");
    }
  }

  /** Whether the present thread is one of a lane's. */
  static boolean onLane() {
    return Thread.currentThread() instanceof LaneThread;
  }

  /** Its name, for people and metrics. */
  public String name() {
    return name;
  }

  /** Calls that may be open. */
  int most() {
    return most;
  }

  /** Calls that are open, those that are being refused included. */
  public int open() {
    return open.get();
  }

  /** Calls that were refused because too many were open. */
  public long refused() {
    return refused.get();
  }

  Executor executor() {
    return threads;
  }

  /** Whether a call that has just begun, and is counted, has to be refused. */
  boolean full() {
    return open.get() > most || threads.getQueue().size() >= most;
  }

  void begun() {
    open.incrementAndGet();
  }

  void ended() {
    open.decrementAndGet();
  }

  void refuse() {
    refused.incrementAndGet();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

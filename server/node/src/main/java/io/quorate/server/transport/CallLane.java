package io.quorate.server.transport;

import io.grpc.StatusException;
import io.quorate.client.error.Refusals;
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

  private final Kind kind;
  private final int most;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();

  /**
   * Which calls.
   *
   * @param name of the lane, for people and metrics
   * @param plural what its calls are
   * @param remedy what to do when there are too many
   */
  record Kind(String name, String plural, String remedy) {}

  /** A thread of a lane. */
  private static final class LaneThread extends Thread {
    LaneThread(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }

  CallLane(Kind kind, int size, int most) {
    this.kind = kind;
    this.most = most;
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(2 * most + BEING_ENDED),
            task -> new LaneThread(task, kind.name()),
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
    return kind.name();
  }

  /** What to say to a call that is too many. */
  StatusException refusal() {
    return Refusals.overloaded(
        most + " " + kind.plural() + " are open on this node already, or wait for a thread",
        kind.remedy());
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

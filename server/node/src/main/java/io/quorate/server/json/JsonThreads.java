package io.quorate.server.json;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of calls that come over HTTP. One for each that is under way, and none when idle. */
final class JsonThreads implements AutoCloseable {
  private static final int CALLS = 32;
  private static final int CALLS_WAITING = 128;
  private static final int STREAMS = 64;

  private final ThreadPoolExecutor calls =
      pool("http-call", CALLS, new ArrayBlockingQueue<>(CALLS_WAITING));
  private final ThreadPoolExecutor streams = pool("http-events", STREAMS, new SynchronousQueue<>());

  private static ThreadPoolExecutor pool(String name, int most, BlockingQueue<Runnable> waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            30,
            TimeUnit.SECONDS,
            waiting,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Carries out a call.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too many are under way
   */
  void call(Runnable task) {
    calls.execute(task);
  }

  /**
   * Carries out a call that may last.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too many are open
   */
  void stream(Runnable task) {
    streams.execute(task);
  }

  static HttpRefusedException tooManyCalls() {
    return HttpErrors.overloaded(
        CALLS + " calls are under way over HTTP and " + CALLS_WAITING + " wait",
        "try again in a moment, or use gRPC");
  }

  static HttpRefusedException tooManyStreams() {
    return HttpErrors.overloaded(
        STREAMS + " streams of events are open on this node already",
        "watch by way of another node, or by gRPC");
  }

  @Override
  public void close() {
    calls.shutdownNow();
    streams.shutdownNow();
  }
}

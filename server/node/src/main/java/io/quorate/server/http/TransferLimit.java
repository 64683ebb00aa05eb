package io.quorate.server.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long on a connection. The thread that waits for the other side is
 * interrupted, which closes its channel: a client that does not read costs a thread for so long,
 * and no longer.
 */
public final class TransferLimit implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "http-limit");
            thread.setDaemon(true);
            return thread;
          });

  /** With nothing under way. */
  public TransferLimit() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.MINUTES);
    timer.allowCoreThreadTimeOut(true);
  }

  /** What reads from a connection, or writes to it. */
  @FunctionalInterface
  public interface Step {
    /** Does it, on the thread of the caller. */
    void run() throws IOException;
  }

  /**
   * Carries it out.
   *
   * @throws IOException what the step throws; also when it took too long
   */
  public void within(Duration limit, Step step) throws IOException {
    Waiting waiting = new Waiting(Thread.currentThread());
    ScheduledFuture<?> end =
        timer.schedule(waiting::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      step.run();
    } finally {
      end.cancel(false);
      waiting.over();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A thread, which is not interrupted any more once its step is over. */
  private static final class Waiting {
    private final Thread thread;
    private boolean over;
    private boolean interrupted;

    Waiting(Thread thread) {
      this.thread = thread;
    }

    synchronized void interrupt() {
      if (!over) {
        interrupted = true;
        thread.interrupt();
      }
    }

    synchronized void over() {
      over = true;
      if (interrupted) {
        boolean unused = Thread.interrupted(); // what the thread does next has time of its own
      }
    }
  }
}

package io.quorate.server.watch;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes turns, on which nothing waits. What comes from outside is taken as long as
 * not too much waits; what a turn itself has begun comes back in any case, for there is never more
 * of that than was begun.
 */
public final class TurnLoop implements AutoCloseable {
  /** Calls that may wait for the thread; a node that is so far behind refuses more. */
  public static final int MOST_WAITING = 65_536;

  private static final Logger LOG = LoggerFactory.getLogger(TurnLoop.class);
  private static final int CLOSE_SECONDS = 5;

  private final LoopProgress progress;
  private final Consumer<Throwable> bug;
  private final int most;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicLong refused = new AtomicLong();

  /** What became of a call from outside. */
  public enum Entry {
    TAKEN,
    /** Too much waits; nothing was done. */
    FULL,
    /** There are no more turns; nothing was done. */
    CLOSED
  }

  /**
   * Starts its thread, which has the name of what is told.
   *
   * @param progress told whenever a turn begins and ends
   * @param bug takes a broken invariant and halts the process: nobody may go on deciding from a
   *     state that cannot be
   */
  public TurnLoop(LoopProgress progress, Consumer<Throwable> bug) {
    this(progress, bug, MOST_WAITING);
  }

  TurnLoop(LoopProgress progress, Consumer<Throwable> bug, int most) {
    this.progress = progress;
    this.bug = bug;
    this.most = most;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, progress.name());
              made.setDaemon(true);
              return made;
            });
  }

  /** Takes this turn again and again, so long after its end. */
  public void every(Duration period, Runnable turn) {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            guarded(progress::turn, turn), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes a call from outside, unless too much waits. */
  public Entry offer(Runnable turn) {
    if (waiting() >= most) {
      refused.incrementAndGet();
      return Entry.FULL;
    }
    return add(turn);
  }

  /** Takes what an earlier turn has begun; dropped only at the end. */
  public void comeBack(Runnable turn) {
    if (add(turn) == Entry.CLOSED) {
      LOG.debug("{} has ended: something that it had begun is dropped", progress.name());
    }
  }

  private Entry add(Runnable turn) {
    try {
      long asked = System.nanoTime();
      thread.execute(guarded(() -> progress.turn(asked), turn));
      return Entry.TAKEN;
    } catch (RejectedExecutionException closed) {
      return Entry.CLOSED;
    }
  }

  private Runnable guarded(Runnable begin, Runnable turn) {
    return () -> {
      try {
        begin.run();
        turn.run();
        progress.rest();
      } catch (RuntimeException | Error broken) {
        bug.accept(broken);
      }
    };
  }

  /** Whether its turns get on. */
  public LoopProgress progress() {
    return progress;
  }

  /** Turns that wait. */
  public int waiting() {
    return thread.getQueue().size();
  }

  /** Calls that were refused because too much waited. */
  public long refused() {
    return refused.get();
  }

  /** Takes the turns that wait already, then ends. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} did not end within {} s", progress.name(), CLOSE_SECONDS);
        thread.shutdownNow();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    }
  }
}

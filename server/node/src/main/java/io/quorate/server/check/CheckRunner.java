package io.quorate.server.check;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs checks at their periods on a bounded number of threads, and keeps how each stands. A check
 * never runs twice at once. When all threads are busy with slow checks the others come late, which
 * the age of their last result shows.
 */
public final class CheckRunner implements AutoCloseable {
  private final ProbeRun probes;
  private final ScheduledThreadPoolExecutor threads;
  private final Consumer<CheckView> listener;
  private final SortedMap<String, CheckView> views = new TreeMap<>();

  /**
   * Starts the checks, spread over their first periods so that they do not all run at once.
   *
   * @param maxRunning how many probes run at once, positive
   * @param listener told of every result, by the thread that ran the probe; it must be quick
   */
  public CheckRunner(
      ProbeRun probes, List<CheckSpec> checks, int maxRunning, Consumer<CheckView> listener) {
    this.probes = probes;
    this.listener = listener;
    this.threads = new ScheduledThreadPoolExecutor(maxRunning, CheckRunner::daemon);
    threads.setRemoveOnCancelPolicy(true);
    for (CheckSpec check : checks) {
      CheckCounter unknown = CheckCounter.unknown(check.thresholds());
      if (views.put(check.name(), new CheckView(check.name(), unknown, null, 0)) != null) {
        throw new IllegalArgumentException("two checks named " + check.name());
      }
    }
    long now = System.nanoTime();
    for (int i = 0; i < checks.size(); i++) {
      long period = checks.get(i).period().toNanos();
      schedule(checks.get(i), now + period / checks.size() * i);
    }
  }

  /** How every check stands, by name. */
  public List<CheckView> views() {
    synchronized (views) {
      return List.copyOf(views.values());
    }
  }

  /** Stops all checks; running ones are interrupted, their commands killed. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /**
   * The next run begins a period after this one was due, or at once when that has passed: late ones
   * do not pile up.
   */
  private void schedule(CheckSpec check, long dueNanos) {
    long delay = Math.max(0, dueNanos - System.nanoTime());
    try {
      ScheduledFuture<?> unused =
          threads.schedule(() -> turn(check, dueNanos), delay, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return; // no more turns
    }
  }

  private void turn(CheckSpec check, long dueNanos) {
    try {
      run(check);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      long next = dueNanos + check.period().toNanos();
      schedule(check, next - System.nanoTime() < 0 ? System.nanoTime() : next);
    }
  }

  private void run(CheckSpec check) throws InterruptedException {
    ProbeResult result = probes.run(check.probe(), check.timeout());
    CheckView view;
    synchronized (views) {
      CheckView old = views.get(check.name());
      CheckCounter before = old == null ? CheckCounter.unknown(check.thresholds()) : old.counter();
      CheckCounter counter = before.next(result.outcome());
      view = new CheckView(check.name(), counter, result, System.nanoTime());
      views.put(check.name(), view);
    }
    listener.accept(view);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "check");
    thread.setDaemon(true);
    return thread;
  }
}

package io.quorate.server.schema;

import io.quorate.core.Refusal;
import io.quorate.core.config.ToValidate;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Validates on a thread of its own, so that nobody else waits for what a schema asks. */
public final class Schemas implements AutoCloseable {
  private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();
  private static final int WAITING = 64;
  private static final long STACK_BYTES = 1 << 20;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread next = new Thread(null, task, "schemas", STACK_BYTES);
            next.setDaemon(true);
            return next;
          });

  /** A thread that ends while there is nothing to do. */
  public Schemas() {
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * All that speaks against a commit; empty when it is valid. Fails with {@link
   * RejectedExecutionException} when as many as may wait do.
   */
  public CompletableFuture<List<Refusal>> check(ToValidate work) {
    try {
      return CompletableFuture.supplyAsync(
          () -> new SchemaCheck(TIMES::getCurrentThreadCpuTime).check(work), thread);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

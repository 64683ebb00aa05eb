package io.quorate.server.process;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands on a bounded number of threads with a bounded queue; what does not fit is refused
 * at once.
 */
public final class CommandRunner implements AutoCloseable {
  private static final long IDLE_SECONDS = 30;

  private final BoundedCommand commands;
  private final ThreadPoolExecutor threads;
  private final String limits;

  /**
   * A runner.
   *
   * @param name what its threads are called
   * @param maxRunning how many commands run at once, positive
   * @param maxWaiting how many more may wait, positive
   */
  public CommandRunner(BoundedCommand commands, String name, int maxRunning, int maxWaiting) {
    this.commands = commands;
    this.limits = name + ": " + maxRunning + " commands run and " + maxWaiting + " wait";
    this.threads =
        new ThreadPoolExecutor(
            maxRunning,
            maxRunning,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxWaiting),
            task -> daemon(task, name));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the command as soon as a thread is free.
   *
   * @return its result, which always comes; {@link CommandOutcome#NOT_STARTED} at once when the
   *     runner is full or closed
   */
  public CompletableFuture<CommandResult> submit(ProgramRun command) {
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(result, command));
    } catch (RejectedExecutionException full) {
      result.complete(CommandResult.notStarted("too much to do (" + limits + ")"));
    }
    return result;
  }

  /** Stops: waiting commands are not started any more, running ones are killed. */
  @Override
  public void close() {
    threads.shutdownNow().forEach(Runnable::run); // interrupted runs and unstarted ones both report
  }

  private void complete(CompletableFuture<CommandResult> result, ProgramRun command) {
    if (threads.isShutdown()) {
      result.complete(CommandResult.notStarted("closed"));
      return;
    }
    try {
      result.complete(commands.run(command));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      result.complete(CommandResult.notStarted("killed because the runner was closed"));
    } catch (RuntimeException | Error bug) {
      result.completeExceptionally(bug);
      throw bug;
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}

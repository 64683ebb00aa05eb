package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.serving.GuardState;
import io.quorate.server.guard.Guard;
import io.quorate.server.guard.GuardPhase;
import io.quorate.server.guard.GuardSpec;
import io.quorate.server.guard.GuardStart;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.guard.GuardView;
import io.quorate.server.guard.LeaseDeadline;
import io.quorate.server.guard.Presence;
import io.quorate.server.guard.SlotView;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard of one group as the agent works with it: starting and clearing take time and are done
 * elsewhere, everything else is at hand. Confined to the agent's thread.
 */
final class GuardHandle {
  private static final Logger LOG = LoggerFactory.getLogger(GuardHandle.class);

  /** A guard that was not heard from for so long is stopped or starved: the agent steps in. */
  private static final Duration UNRESPONSIVE = Duration.ofSeconds(2);

  /**
   * A guard that is late is kept until the promotion has failed by its own deadline; beyond this it
   * is given up in any case.
   */
  private static final Duration START_LIMIT = GuardStart.PATIENCE;

  private static final Duration CLEAR_LIMIT = Duration.ofSeconds(5);

  private final GuardStation station;
  private final Executor workers;
  private final Runnable notUp;
  private @Nullable Guard guard;
  private @Nullable GuardView seen;
  private @Nullable CompletableFuture<Guard> launching;
  private @Nullable CompletableFuture<Boolean> clearing;
  private final AtomicReference<@Nullable Guard> made = new AtomicReference<>();
  private String failure = "";

  /**
   * Of one group.
   *
   * @param notUp called when a guard did not come up
   */
  GuardHandle(GuardStation station, Executor workers, Runnable notUp) {
    this.station = station;
    this.workers = workers;
    this.notUp = notUp;
  }

  /**
   * Begins to start a guard whose lease ends then.
   *
   * @param first done before, on the same thread; when it fails nothing is started
   */
  void launch(GuardSpec spec, LeaseDeadline deadline, Preparation first) {
    failure = "";
    made.set(null);
    launching =
        later(
            () -> {
              try {
                first.run();
                return station.launch(spec, deadline, new GuardStart(START_LIMIT, made::set));
              } catch (IOException failed) {
                throw new IllegalStateException(String.valueOf(failed.getMessage()), failed);
              }
            });
  }

  /** A guard cannot even be tried to be started; told as one that did not come up. */
  void cannotLaunch(String why) {
    made.set(null);
    launching = CompletableFuture.failedFuture(new IllegalStateException(why));
  }

  /** Takes over the guard of an earlier run of the agent. */
  void adopt(Guard found) {
    guard = found;
    seen = found.snapshot();
  }

  /** Begins to kill whatever is left, and to verify that. */
  void clear() {
    if (clearing != null) {
      return;
    }
    CompletableFuture<Guard> starting = launching;
    Guard running = guard;
    clearing =
        later(
            () -> {
              Guard last = starting == null ? running : startedOrNull(starting);
              return last == null || last.clear(CLEAR_LIMIT);
            });
  }

  private static @Nullable Guard startedOrNull(CompletableFuture<Guard> starting) {
    try {
      return starting.join();
    } catch (RuntimeException neverCameUp) {
      return null;
    }
  }

  /** Looks what has become of it. */
  void look() {
    CompletableFuture<Guard> starting = launching;
    if (starting != null && starting.isDone() && clearing == null) {
      launching = null;
      try {
        guard = starting.join();
      } catch (RuntimeException failed) {
        failure = "the guard did not start: " + rootMessage(failed);
        LOG.warn("{}", failure);
        notUp.run();
      }
    }
    CompletableFuture<Boolean> ending = clearing;
    if (ending != null && ending.isDone()) {
      clearing = null;
      if (ending.isCompletedExceptionally() || !ending.join()) {
        failure = "something that was guarded cannot be killed";
        LOG.error("{}; trying again", failure);
        clear();
      } else {
        launching = null;
        guard = null;
        made.set(null);
        failure = "";
      }
    }
    Guard running = guard;
    seen = running == null ? null : running.snapshot();
  }

  /** The guard that runs, or null. */
  @Nullable Guard running() {
    return guard;
  }

  /** What is said of a service; null when there is no guard. */
  @Nullable SlotView slot(int slot) {
    GuardView view = seen;
    return view == null || slot >= view.slots().size() ? null : view.slots().get(slot);
  }

  /** Moves the end of the lease (H1), also for a guard that is still being started. */
  void extend(ClockReading deadline) {
    Guard running = guard != null ? guard : made.get();
    if (running != null) {
      running.extend(deadline(deadline));
    }
  }

  static LeaseDeadline deadline(ClockReading reading) {
    return new LeaseDeadline(reading.monotonicNanos(), reading.bootNanos(), reading.wallMillis());
  }

  /** Why it does not do what it should; empty when it does. */
  String failure() {
    GuardView view = seen;
    return failure.isEmpty() && clearing == null && view != null ? trouble(view) : failure;
  }

  /** What is wrong with a guard that came up; empty when nothing is. */
  static String trouble(GuardView view) {
    if (view.presence() == Presence.GONE && view.phase() != GuardPhase.CLEAN) {
      return "the process of the guard has ended";
    }
    return switch (view.phase()) {
      case STARTING -> "the guard has not begun";
      case FENCING -> "the guard kills what it guards: its lease is over";
      case CLEAN -> "the guard has killed what it guarded: its lease was over";
      case FAILED_TO_KILL -> "the guard cannot kill what it guards";
      case GUARDING ->
          view.beatAge().compareTo(UNRESPONSIVE) < 0
              ? ""
              : "the guard said nothing for "
                  + view.beatAge().toMillis()
                  + " ms: it is stopped, starved, or held up by a disk";
    };
  }

  GuardState state() {
    if (clearing != null) {
      return GuardState.LOST;
    }
    if (launching != null) {
      return GuardState.STARTING;
    }
    GuardView view = seen;
    if (view == null) {
      return failure.isEmpty() ? GuardState.NONE : GuardState.LOST;
    }
    return trouble(view).isEmpty() ? GuardState.ALIVE : GuardState.LOST;
  }

  /** What has to be done before a guard is started. */
  @FunctionalInterface
  interface Preparation {
    void run() throws IOException;
  }

  private interface Work<T> {
    T run() throws InterruptedException;
  }

  private <T> CompletableFuture<T> later(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      workers.execute(
          () -> {
            try {
              result.complete(work.run());
            } catch (InterruptedException closing) {
              Thread.currentThread().interrupt();
              result.completeExceptionally(closing);
            } catch (RuntimeException | Error failed) {
              result.completeExceptionally(failed);
            }
          });
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(full);
    }
    return result;
  }

  private static String rootMessage(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}

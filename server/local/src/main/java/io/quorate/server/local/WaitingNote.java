package io.quorate.server.local;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says now and then what is being waited for, until closed: on a busy machine a step takes long.
 */
final class WaitingNote {
  private static final long PERIOD_SECONDS = 5;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "waiting-note");
            thread.setDaemon(true);
            return thread;
          });

  private WaitingNote() {}

  static WaitingNote start(Progress progress, String what, Duration limit) {
    WaitingNote note = new WaitingNote();
    String line = "waiting for " + what + " (at most " + limit.toSeconds() + " s)";
    var unused =
        note.timer.scheduleAtFixedRate(
            () -> progress.step(line), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    return note;
  }

  void close() {
    timer.shutdownNow();
  }
}

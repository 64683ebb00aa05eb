package io.quorate.server.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The guard's thread for what may be held up by a disk or a device: log limits and the watchdog.
 */
final class GuardUpkeep implements Runnable {
  private static final long PERIOD_MILLIS = 500;
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LogRotation logs;
  private final Watchdog watchdog;
  private final GuardStatus status;
  private final DeadlineWatch deadline;

  GuardUpkeep(LogRotation logs, Watchdog watchdog, GuardStatus status, DeadlineWatch deadline) {
    this.logs = logs;
    this.watchdog = watchdog;
    this.status = status;
    this.deadline = deadline;
  }

  /** Opens the device and starts the thread. */
  static Watchdog start(Launch launch, GuardStatus status, DeadlineWatch deadline) {
    Watchdog watchdog = new Watchdog();
    Path device = launch.spec().watchdogDevice();
    if (device != null) {
      try {
        watchdog.arm(device);
      } catch (IOException e) {
        GuardLog.line("no watchdog: " + e);
        status.notice(GuardNotice.NO_WATCHDOG);
      }
    }
    Thread thread =
        new Thread(
            new GuardUpkeep(new LogRotation(launch), watchdog, status, deadline), "housekeeping");
    thread.setDaemon(true);
    thread.start();
    return watchdog;
  }

  @Override
  public void run() {
    try {
      while (true) { // ends with the process
        feed();
        rotate();
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Only a guard that watches its deadline, and that can kill, may keep the machine alive. */
  private void feed() {
    boolean watching =
        System.nanoTime() - deadline.lastLookNanos() < STALE_NANOS || status.closed();
    if (!watching || status.phase() == GuardPhase.FAILED_TO_KILL) {
      return;
    }
    try {
      watchdog.feed();
    } catch (IOException e) {
      status.notice(GuardNotice.NO_WATCHDOG);
    }
  }

  private void rotate() {
    try {
      logs.check();
    } catch (IOException e) {
      status.notice(GuardNotice.LOG_NOT_ROTATED);
    }
  }
}

package io.quorate.server.guard;

import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.Cgroup;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The guard at work: one thread for the deadline, the main thread for the services, one for what
 * may be slow.
 */
final class GuardProcess {
  static final String PAGE = "page";

  private static final int CLEAN = 0;
  private static final int NOT_CLEAN = 3;
  private static final int BUG = 70;
  private static final long WAIT_FOR_END_MINUTES = 11;

  private final Path directory;
  private final Launch launch;
  private final GuardPage page;
  private final ProcFs processes = ProcFs.ofMachine();
  private final GuardClock clock = GuardClock.ofMachine();
  private final Toolbox toolbox;
  private final ProcessId self;
  private final GuardStatus status;
  private final DeadlineWatch deadline;
  private final CountDownLatch ended = new CountDownLatch(1);

  GuardProcess(Path directory, Launch launch) throws IOException {
    this.directory = directory;
    this.launch = launch;
    this.toolbox = launch.tools();
    this.page = GuardPage.open(directory.resolve(PAGE), launch.identity());
    ProcessId id = processes.identify(ProcessHandle.current().pid());
    if (id == null) {
      throw new IOException("no readable /proc: a guard cannot see what it must kill");
    }
    this.self = id;
    this.status = new GuardStatus(page, self);
    this.deadline = new DeadlineWatch(page, clock);
  }

  /** Works until the lease is over and everything is dead; then the process ends. */
  void run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::outlastSignals, "outlast-signals"));
    Watchdog watchdog = GuardUpkeep.start(launch, status, deadline);
    new Thread(() -> watchDeadline(watchdog), "deadline").start();
    try {
      serve();
    } catch (IOException | RuntimeException | Error bug) {
      GuardLog.line("fences now: " + bug);
      deadline.fenceNow();
    }
    // This thread must not end before the process does: the services would die unverified.
    ended.await(WAIT_FOR_END_MINUTES, TimeUnit.MINUTES);
  }

  private void serve() throws IOException {
    Leash leash = new Leash(directory, launch, status, processes, toolbox);
    leash.start();
    BoundedCommand commands = new BoundedCommand(processes, toolbox);
    try (CommandRunner stops =
        new CommandRunner(commands, "stop-command", GuardPage.SLOTS, GuardPage.SLOTS)) {
      GuardTools tools = new GuardTools(status, processes, toolbox, leash, stops, cgroup());
      Services services = new Services(launch, page, clock, tools, deadline);
      notices();
      // In this order: one that guards and was never heard from is taken for starved.
      page.guardBeat(clock.read().monotonicNanos());
      status.phase(GuardPhase.GUARDING);
      services.run();
      services.killGroups();
    }
  }

  private void watchDeadline(Watchdog watchdog) {
    int code = BUG;
    try {
      deadline.await();
      code = new Fence(launch, status, processes, self).run() ? CLEAN : NOT_CLEAN;
      if (code == CLEAN) {
        watchdog.disarm();
      }
    } catch (IOException | InterruptedException e) {
      GuardLog.line("at the end: " + e);
    } finally {
      ended.countDown();
      Runtime.getRuntime().halt(code); // the leash sees that, and looks again
    }
  }

  /**
   * A guard ends with its lease and not before: SIGTERM and the like, which a service manager sends
   * to all processes at once, must not cut short the orderly stop that the agent is just doing.
   */
  private void outlastSignals() {
    GuardLog.line("told to end: goes on until the lease ends");
    try {
      boolean over = false;
      while (!over) { // the deadline thread halts the process, whatever happens
        over = ended.await(WAIT_FOR_END_MINUTES, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Cgroup cgroup() {
    if (launch.cgroup() == null) {
      return null;
    }
    Cgroup cgroup = new Cgroup(launch.cgroup());
    try {
      cgroup.create();
      return cgroup;
    } catch (IOException refused) {
      GuardLog.line("no cgroup: " + refused);
      status.notice(GuardNotice.NO_CGROUP);
      return null;
    }
  }

  private void notices() {
    if (toolbox.setsid().isEmpty()) {
      status.notice(GuardNotice.NO_SETSID);
    }
    if (toolbox.setpriv().isEmpty()) {
      status.notice(GuardNotice.NO_SETPRIV);
    }
    if (launch.cgroup() == null) {
      status.notice(GuardNotice.NO_CGROUP);
    }
  }
}

package io.quorate.server.guard;

import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessEntry;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessState;
import io.quorate.server.process.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The agent's view of one running guard, and its orders to it. Everything but {@link #kill}, {@link
 * #clear} and {@link #awaitEnd} is a few memory accesses and never waits. Safe for several threads.
 */
public final class Guard {
  private static final int READ_ATTEMPTS = 20;
  private static final long READ_PAUSE_NANOS = 50_000;

  /**
   * How long a guard whose lease has ended may take until it begins to kill what still runs: it
   * looks every 20 ms. One that does not is stopped, and the agent must have killed instead before
   * the fence delay is over.
   */
  private static final Duration STEP_IN = Duration.ofMillis(60);

  private final Path directory;
  private final Launch launch;
  private final GuardPage page;
  private final ProcFs processes;
  private volatile GuardReport lastReport = GuardReport.NOTHING;

  /** The guard in this directory, whose page says that it is this one. */
  Guard(Path directory, Launch launch, GuardPage page, ProcFs processes) {
    this.directory = directory;
    this.launch = launch;
    this.page = page;
    this.processes = processes;
  }

  /** Which guard this is. */
  public GuardIdentity identity() {
    return launch.identity();
  }

  /** What it was told to keep; an adopting agent compares it with what it would start itself. */
  public GuardSpec spec() {
    return launch.spec();
  }

  /** Where its launch file, its log and its page lie. */
  public Path directory() {
    return directory;
  }

  /**
   * What it has said of itself, oldest line first; it is bounded.
   *
   * @throws IOException when that cannot be read
   */
  public List<String> log() throws IOException {
    Path log = directory.resolve(GuardLauncher.LOG);
    return Files.exists(log)
        ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }

  /**
   * Moves the end of the lease (H1, H2).
   *
   * @return false when nothing changed: the deadline is not later than the one that stands, or the
   *     lease was revoked
   */
  public synchronized boolean extend(LeaseDeadline deadline) {
    LeaseDeadline standing = page.lease();
    if (page.revoked() || (standing != null && !deadline.isLaterThan(standing))) {
      return false;
    }
    page.lease(deadline);
    return true;
  }

  /**
   * Ends the lease now and for good: the guard kills what is alive, verifies, says CLEAN and ends.
   * Also the normal end of a guard whose services have all been stopped in order (H5).
   */
  public void revoke() {
    page.revoke();
  }

  /**
   * Orders a service to be started or stopped. Wanting RUNNING again starts a service that has
   * EXITED once more; for one that runs it has no effect.
   *
   * @param slot number of the service in the spec, from 0
   * @return the generation of this order, which {@link SlotView#generation} reaches when the guard
   *     has taken it up
   */
  public synchronized long want(int slot, WantedState state) {
    if (slot < 0 || slot >= launch.spec().services().size()) {
      throw new IllegalArgumentException("no service in slot " + slot);
    }
    Wanted next = page.wanted(slot).next(state);
    page.wanted(slot, next);
    return next.generation();
  }

  /** What was last wanted of this service. */
  public WantedState wanted(int slot) {
    return page.wanted(slot).state();
  }

  /** What the guard says now. */
  public GuardView snapshot() {
    GuardReport report = report();
    long age = Math.max(0, System.nanoTime() - page.guardBeat());
    boolean alive = report.guard() != null && processes.alive(report.guard());
    int services = Math.min(launch.spec().services().size(), report.slots().size());
    return new GuardView(
        alive ? Presence.ALIVE : Presence.GONE,
        alive ? report.phase() : report().phase(), // read again: it may have ended in between
        Duration.ofNanos(age),
        page.lease(),
        List.copyOf(report.slots().subList(0, services)),
        report.notices(),
        report.cleanNanos() == 0
            ? null
            : Duration.ofNanos(report.cleanNanos() - report.fencedNanos()));
  }

  /**
   * Ends the lease and sees to it that nothing is left: the guard kills and verifies where it is at
   * work, and {@link #kill} does where it is not, in time if anything still serves.
   *
   * @param limit how long at most for the guard, and once more for the kill
   * @return whether it is verified that nothing of this guard is alive
   */
  public boolean clear(Duration limit) throws InterruptedException {
    boolean serves = snapshot().mayServe();
    revoke();
    boolean atWork = !serves || awaitFencing();
    return (atWork && awaitClean(limit)) || kill(limit);
  }

  /**
   * Whether it has said that nothing is alive, after which it starts nothing. Its own process ends
   * some 0.3 s later: so long a JVM waits for its threads.
   */
  private boolean awaitClean(Duration limit) throws InterruptedException {
    return await(view -> view.nothingServes() || view.presence() == Presence.GONE, limit)
        && snapshot().nothingServes();
  }

  /**
   * The agent's second line of defence, for a guard that is stopped, starved or broken: kills the
   * guard and then everything that it kept, and verifies that.
   *
   * @param limit how long at most
   * @return whether it is verified that nothing of this guard is alive
   */
  public boolean kill(Duration limit) throws InterruptedException {
    page.revoke();
    GuardReport report = report();
    return new GuardKill(processes, identity().marker(), launch.cgroup()).run(known(report), limit);
  }

  /**
   * Waits until the guard has ended.
   *
   * @param limit how long at most
   * @return whether it has
   */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return await(view -> view.presence() == Presence.GONE, limit);
  }

  /** Whether it has begun to kill, or has ended. One that is stopped or starved does neither. */
  private boolean awaitFencing() throws InterruptedException {
    return await(
        view ->
            view.presence() == Presence.GONE
                || (view.phase() != GuardPhase.STARTING && view.phase() != GuardPhase.GUARDING),
        STEP_IN);
  }

  private boolean await(Predicate<GuardView> wanted, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!wanted.test(snapshot())) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(2);
    }
    return true;
  }

  /** Makes known that this agent is there now. */
  void attach() {
    page.agent(ProcessHandle.current().pid(), System.nanoTime());
  }

  /**
   * Whether the guard is at work, and the process that it says to be is really a guard of this
   * identity.
   */
  boolean adoptable(ProcessTable table) {
    GuardReport report = report();
    ProcessId guard = report.guard();
    if (guard == null || report.phase() != GuardPhase.GUARDING || page.revoked()) {
      return false;
    }
    ProcessEntry entry = table.byPid(guard.pid());
    return entry != null
        && entry.id().equals(guard)
        && entry.state() == ProcessState.ALIVE
        && entry.marker().equals(identity().marker().guards().path());
  }

  /**
   * What it said last; while it is just saying something new, and is held up in that, what it said
   * before.
   */
  private GuardReport report() {
    for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
      GuardReport report = page.report();
      if (report != null) {
        lastReport = report;
        return report;
      }
      LockSupport.parkNanos(READ_PAUSE_NANOS);
    }
    return lastReport;
  }

  private static Set<ProcessId> known(GuardReport report) {
    Set<ProcessId> known = new TreeSet<>();
    for (SlotView slot : report.slots()) {
      boolean running = slot.state() != SlotState.STOPPED && slot.state() != SlotState.EXITED;
      if (running && slot.process() != null) {
        known.add(slot.process());
      }
    }
    return known;
  }
}

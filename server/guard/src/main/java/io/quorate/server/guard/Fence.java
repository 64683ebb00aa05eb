package io.quorate.server.guard;

import io.quorate.server.process.Cgroup;
import io.quorate.server.process.CompleteKill;
import io.quorate.server.process.KillScope;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessId;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a guard: everything dies at once by SIGKILL, without asking, and that is verified.
 * Makes no process, opens no file outside of {@code /proc} and the cgroup, and writes the page only
 * after the first blow, so that a disk that does not answer cannot delay it.
 */
final class Fence {
  private static final long GIVE_UP_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final Launch launch;
  private final GuardStatus status;
  private final ProcFs processes;
  private final ProcessId self;

  Fence(Launch launch, GuardStatus status, ProcFs processes, ProcessId self) {
    this.launch = launch;
    this.status = status;
    this.processes = processes;
    this.self = self;
  }

  /**
   * Kills until it is verified that nothing is alive.
   *
   * @return false when something was still alive after ten minutes
   */
  boolean run() throws InterruptedException {
    status.close();
    long start = System.nanoTime();
    CompleteKill kill = new CompleteKill(processes, scope(), cgroup());
    boolean clean = kill.round();
    status.fenced(start);
    status.phase(GuardPhase.FENCING);
    while (!clean || status.starting()) {
      long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (elapsed > GIVE_UP_MILLIS) {
        return false;
      }
      if (elapsed > launch.spec().fenceLimit().toMillis()
          && status.phase() != GuardPhase.FAILED_TO_KILL) {
        status.phase(GuardPhase.FAILED_TO_KILL);
        GuardLog.line("still alive after the fence limit: " + kill.remaining());
      }
      kill.pause();
      clean = kill.round();
    }
    status.clean(System.nanoTime());
    return true;
  }

  /**
   * All that the marker covers, and every child of this JVM but the leash, even one that is just
   * being made.
   */
  private KillScope scope() {
    Set<Long> spared = new TreeSet<>(Set.of(self.pid()));
    ProcessId leash = status.leash();
    if (leash != null) {
      spared.add(leash.pid());
    }
    return new KillScope(launch.identity().marker(), status.known(), Set.of(self.pid()), spared);
  }

  private @Nullable Cgroup cgroup() {
    return launch.cgroup() == null ? null : new Cgroup(launch.cgroup());
  }
}

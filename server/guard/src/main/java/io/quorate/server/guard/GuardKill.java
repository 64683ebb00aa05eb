package io.quorate.server.guard;

import io.quorate.server.process.Cgroup;
import io.quorate.server.process.CompleteKill;
import io.quorate.server.process.KillScope;
import io.quorate.server.process.MemberTracker;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessEntry;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Kills a guard and everything that it keeps, from outside: first the guard, so that it starts
 * nothing more; then its leash gets a moment, because it knows members that have shed their marker;
 * then everything by marker, session and cgroup; at last the leash.
 */
final class GuardKill {
  /** What the mark of a leash ends with. */
  static final String LEASH = "/leash/";

  private static final long LEASH_MILLIS = 1_000;
  private static final long PAUSE_MILLIS = 2;

  private final ProcFs processes;
  private final ProcessMarker marker;
  private final @Nullable Cgroup cgroup;

  GuardKill(ProcFs processes, ProcessMarker marker, @Nullable Path cgroup) {
    this.processes = processes;
    this.marker = marker;
    this.cgroup = cgroup == null ? null : new Cgroup(cgroup);
  }

  /**
   * Whether it is verified within the limit that nothing is alive. {@code known} are members known
   * from elsewhere.
   */
  boolean run(Set<ProcessId> known, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    MemberTracker members = new MemberTracker(KillScope.of(marker).knowing(known));
    look(members); // while parents live, by whom children are known that shed their marker
    Set<Long> leashes = leashes();
    KillScope guards = new KillScope(marker.guards(), Set.of(), Set.of(), leashes);
    boolean guardDead = new CompleteKill(processes, guards, null).run(left(end));
    if (!guardDead) {
      return false;
    }
    CompleteKill services = new CompleteKill(processes, members.scope(), cgroup);
    services.round(); // before the leash has had its say: every moment counts
    awaitLeashes(leashes, Math.min(left(end), LEASH_MILLIS));
    boolean clean = services.run(left(end));
    boolean leashDead =
        new CompleteKill(processes, KillScope.of(marker.guards()), null).run(left(end));
    if (clean && cgroup != null) {
      return leashDead && (cgroup.remove() || cgroup.members().isEmpty());
    }
    return clean && leashDead;
  }

  private void look(MemberTracker members) {
    try {
      members.look(processes.read(), cgroup == null ? Set.of() : cgroup.members());
    } catch (IOException noTable) {
      return; // the kill itself reports that it cannot see
    }
  }

  private Set<Long> leashes() {
    Set<Long> pids = new TreeSet<>();
    ProcessMarker leash = marker.guards();
    try {
      ProcessTable table = processes.read();
      for (ProcessEntry entry : table.entries()) {
        if (leash.covers(entry.marker()) && entry.marker().endsWith(LEASH)) {
          pids.add(entry.id().pid());
        }
      }
    } catch (IOException noTable) {
      return pids; // the kill itself reports that it cannot see
    }
    return pids;
  }

  private void awaitLeashes(Set<Long> leashes, long limitMillis) throws InterruptedException {
    long end = System.nanoTime() + limitMillis * 1_000_000L;
    while (System.nanoTime() - end < 0) {
      boolean any = false;
      for (long pid : leashes) {
        ProcessId id = processes.identify(pid);
        any |= id != null && processes.alive(id);
      }
      if (!any) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static long left(long end) {
    return Math.max(1, (end - System.nanoTime()) / 1_000_000L);
  }
}

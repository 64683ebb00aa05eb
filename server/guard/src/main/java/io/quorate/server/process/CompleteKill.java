package io.quorate.server.process;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Kills everything in a {@link KillScope} in rounds of looking and sending SIGKILL, until {@link
 * QuietLooks} prove that nobody is alive. A look that strangers disturb is as good as any when the
 * kernel vouches for the cgroup.
 *
 * <p>Not for several threads at once.
 */
public final class CompleteKill {
  private static final long PAUSE_MILLIS = 2;
  private static final long SLOW_PAUSE_MILLIS = 50;
  private static final int FAST_ROUNDS = 200;

  private final ProcFs processes;
  private final Kill kill;
  private final @Nullable Cgroup cgroup;
  private final QuietLooks looks = new QuietLooks();
  private KillScope scope;
  private Set<ProcessId> remaining = Set.of();
  private int rounds;

  /** A kill of this scope; {@code cgroup} is the scope's own, or null when there is none. */
  public CompleteKill(ProcFs processes, KillScope scope, @Nullable Cgroup cgroup) {
    this.processes = processes;
    this.kill = new Kill(processes);
    this.scope = scope;
    this.cgroup = cgroup;
  }

  /**
   * One round: look, kill what is there. Never waits.
   *
   * @return whether it is now verified that nobody of the scope is alive
   */
  public boolean round() {
    if (cgroup != null) {
      cgroup.kill();
    }
    rounds++;
    try {
      look(processes.read());
    } catch (IOException noTable) {
      looks.unseen();
      return false;
    }
    for (ProcessId id : remaining) {
      kill.kill(id);
    }
    return looks.proven();
  }

  private void count(ProcessTable table) {
    if (!remaining.isEmpty()) {
      looks.somebody(table);
    } else if (cgroup != null && cgroup.killable()) {
      looks.nobodySurely(table);
    } else {
      looks.nobody(table);
    }
  }

  /**
   * Rounds until verified or until the limit.
   *
   * @param limitMillis how long at most, in milliseconds
   * @return whether it is verified that nobody is alive
   */
  public boolean run(long limitMillis) throws InterruptedException {
    long end = System.nanoTime() + limitMillis * 1_000_000L;
    while (!round()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** Waits the time that is sensible between two rounds. */
  public void pause() throws InterruptedException {
    Thread.sleep(rounds < FAST_ROUNDS ? PAUSE_MILLIS : SLOW_PAUSE_MILLIS);
  }

  /** Who was alive at the last look. */
  public Set<ProcessId> remaining() {
    return remaining;
  }

  private void look(ProcessTable table) {
    Set<Long> listed = cgroup == null ? Set.of() : cgroup.members();
    Set<ProcessId> members = ScopeMembers.of(table, scope, listed);
    Set<ProcessId> known = new TreeSet<>(scope.known());
    known.addAll(members);
    scope = scope.knowing(ScopeMembers.remembered(table, known));
    remaining = ScopeMembers.alive(table, members);
    count(table);
  }
}

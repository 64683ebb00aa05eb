package io.quorate.server.process;

import java.util.Set;
import java.util.TreeSet;

/** The pure choice of which processes of a table belong to a {@link KillScope}. */
final class ScopeMembers {
  private final ProcessTable table;
  private final KillScope scope;
  private final Set<Long> cgroup;
  private final Set<ProcessId> members = new TreeSet<>();
  private final Set<ProcessId> leaders;
  private final Set<Long> leaderPids = new TreeSet<>();

  private ScopeMembers(ProcessTable table, KillScope scope, Set<Long> cgroup) {
    this.table = table;
    this.scope = scope;
    this.cgroup = cgroup;
    this.leaders = new TreeSet<>(scope.known());
    for (ProcessId id : leaders) {
      leaderPids.add(id.pid());
    }
  }

  /**
   * Members, zombies included, in order. {@code cgroup} holds the numbers that the scope's cgroup
   * lists.
   */
  static Set<ProcessId> of(ProcessTable table, KillScope scope, Set<Long> cgroup) {
    ScopeMembers membership = new ScopeMembers(table, scope, cgroup);
    boolean grew = true;
    while (grew) { // ends: members only grow, and there are not more than entries
      grew = membership.pass();
    }
    return membership.members;
  }

  /** Of these members those that can still do something. */
  static Set<ProcessId> alive(ProcessTable table, Set<ProcessId> members) {
    Set<ProcessId> alive = new TreeSet<>();
    for (ProcessId id : members) {
      if (table.alive(id)) {
        alive.add(id);
      }
    }
    return alive;
  }

  /**
   * What to know at the next look: members that exist, and those that are gone while the session
   * that they led is not. The rest is forgotten, so that a number that comes back as a stranger's
   * session is not taken for ours.
   */
  static Set<ProcessId> remembered(ProcessTable table, Set<ProcessId> members) {
    Set<Long> sessions = table.sessions();
    Set<ProcessId> kept = new TreeSet<>();
    for (ProcessId id : members) {
      if (table.contains(id) || sessions.contains(id.pid())) {
        kept.add(id);
      }
    }
    return kept;
  }

  private boolean pass() {
    boolean grew = false;
    for (ProcessEntry entry : table.entries()) {
      if (!scope.spared().contains(entry.id().pid()) && belongs(entry)) {
        leaders.add(entry.id());
        leaderPids.add(entry.id().pid());
        grew |= members.add(entry.id());
      }
    }
    return grew;
  }

  private boolean belongs(ProcessEntry entry) {
    return scope.marker().covers(entry.marker())
        || scope.known().contains(entry.id())
        || cgroup.contains(entry.id().pid())
        || scope.ancestors().contains(entry.parent())
        || parentBelongs(entry)
        || sessionBelongs(entry.session());
  }

  private boolean parentBelongs(ProcessEntry entry) {
    ProcessEntry parent = table.byPid(entry.parent());
    return parent != null && members.contains(parent.id());
  }

  /**
   * A session is ours when a member leads it, or led it and no other process has that number now:
   * the kernel gives the number of a session to nobody else while the session has a process.
   */
  private boolean sessionBelongs(long session) {
    ProcessEntry leader = table.byPid(session);
    if (leader != null) {
      return leaders.contains(leader.id());
    }
    return leaderPids.contains(session);
  }
}

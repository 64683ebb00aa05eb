package io.quorate.server.process;

import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers who belongs to a scope from look to look, so that a process which has changed its
 * environment, its session and its parent is still known by what it was before. Not for several
 * threads at once.
 */
public final class MemberTracker {
  private KillScope scope;

  /** Begins with this scope. */
  public MemberTracker(KillScope scope) {
    this.scope = scope;
  }

  /** Takes another look. {@code listed} holds the numbers that the scope's cgroup lists. */
  public void look(ProcessTable table, Set<Long> listed) {
    Set<ProcessId> known = new TreeSet<>(scope.known());
    known.addAll(ScopeMembers.of(table, scope, listed));
    scope = scope.knowing(ScopeMembers.remembered(table, known));
  }

  /** Adds a member that is known from elsewhere. */
  public void add(ProcessId id) {
    Set<ProcessId> known = new TreeSet<>(scope.known());
    known.add(id);
    scope = scope.knowing(known);
  }

  /** The scope with all members known so far. */
  public KillScope scope() {
    return scope;
  }
}

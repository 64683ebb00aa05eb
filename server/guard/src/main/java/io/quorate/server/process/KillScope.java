package io.quorate.server.process;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who is to be killed. A process belongs when it carries the marker, was known before, is in the
 * cgroup, is a descendant of one that belongs or of an ancestor named here, or is in a session led
 * by one that belongs.
 *
 * @param marker what the environment of members begins with
 * @param known members seen earlier; they need not exist any more (a session outlives its leader)
 * @param ancestors numbers of processes whose descendants all belong, though they themselves do not
 * @param spared numbers of processes that never belong
 */
public record KillScope(
    ProcessMarker marker, Set<ProcessId> known, Set<Long> ancestors, Set<Long> spared) {
  /** Takes copies in order. */
  public KillScope {
    known = new TreeSet<>(known);
    ancestors = new TreeSet<>(ancestors);
    spared = new TreeSet<>(spared);
  }

  /** A scope by marker alone. */
  public static KillScope of(ProcessMarker marker) {
    return new KillScope(marker, Set.of(), Set.of(), Set.of());
  }

  /** The same scope with these members known from before. */
  public KillScope knowing(Set<ProcessId> members) {
    return new KillScope(marker, members, ancestors, spared);
  }
}

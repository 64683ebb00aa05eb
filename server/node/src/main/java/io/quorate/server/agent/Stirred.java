package io.quorate.server.agent;

import io.quorate.core.GroupId;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Groups of which something became known on another thread, so that their agents look at them
 * though they are at rest. For any thread.
 */
public final class Stirred {
  private final Set<GroupId> groups = ConcurrentHashMap.newKeySet();

  /** The group is to be looked at. */
  public void add(GroupId group) {
    groups.add(group);
  }

  /** Those since this was asked last. */
  NavigableSet<GroupId> take() {
    NavigableSet<GroupId> taken = new TreeSet<>();
    groups.removeIf(taken::add);
    return taken;
  }
}

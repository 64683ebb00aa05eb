package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.v1.Notice;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A witness votes, and works on no group. */
final class NoWork implements LocalWork {

  @Override
  public void takeUp(NodeAgent agent) {
    // Nothing can have been left.
  }

  @Override
  public @Nullable Workplace open(GroupSpec spec) {
    return null;
  }

  @Override
  public SortedSet<GroupId> takeStirred() {
    return Collections.emptySortedSet();
  }

  @Override
  public void gone(GroupId group) {
    // There are no places.
  }

  @Override
  public List<Notice> notices() {
    return List.of();
  }

  @Override
  public void close() {
    // Nothing was begun.
  }
}

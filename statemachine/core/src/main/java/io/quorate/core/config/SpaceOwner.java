package io.quorate.core.config;

import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a space have to know of its group.
 *
 * @param members of the group
 * @param open its open epoch; null when nobody holds the role
 */
public record SpaceOwner(SortedSet<NodeId> members, @Nullable Epoch open) {
  /** Keeps its own copy. */
  public SpaceOwner {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }
}

package io.quorate.core.image;

import io.quorate.core.GroupId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a watcher is told: the state is another from here on.
 *
 * @param image the state from here on
 * @param extent how much of it may differ from before
 * @param groups the groups that may differ, when that is known
 */
public record ImageChange(RegistryImage image, Extent extent, SortedSet<GroupId> groups) {

  /** How much may have changed. */
  public enum Extent {
    /** These groups, or, when there are none, the cluster's own facts. */
    SOME,
    /** Everything: it was replaced. */
    ALL
  }

  /** Keeps its own copy. */
  public ImageChange {
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
  }

  /** Whether the group may differ from before. */
  public boolean concerns(GroupId group) {
    return extent == Extent.ALL || groups.contains(group);
  }
}

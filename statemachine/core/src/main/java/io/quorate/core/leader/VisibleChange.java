package io.quorate.core.leader;

import io.quorate.core.GroupId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may look otherwise than before to somebody who watches a leader.
 *
 * @param groups which groups
 * @param nodes whether what is said of the nodes may, too
 */
public record VisibleChange(SortedSet<GroupId> groups, Nodes nodes) {

  /** Whether what is said of the nodes may look otherwise. */
  public enum Nodes {
    SAME,
    OTHERWISE
  }

  /** Keeps its own copy. */
  public VisibleChange {
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
  }

  /** Whether nothing looks otherwise. */
  public boolean none() {
    return groups.isEmpty() && nodes == Nodes.SAME;
  }
}

package io.quorate.core.leader;

import io.quorate.core.NodeId;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who votes; two sets while membership is being changed, and then a majority of both is needed
 * (G1).
 *
 * @param current voters of the configuration, or of the one that is coming
 * @param previous voters of the one that is going; empty when there is no change
 */
public record Voters(SortedSet<NodeId> current, SortedSet<NodeId> previous) {
  /** Keeps its own copies. */
  public Voters {
    current = Collections.unmodifiableSortedSet(new TreeSet<>(current));
    previous = Collections.unmodifiableSortedSet(new TreeSet<>(previous));
  }

  /** Voters that do not change. */
  public static Voters of(Collection<NodeId> nodes) {
    return new Voters(new TreeSet<>(nodes), new TreeSet<>());
  }

  /** Whether these nodes are a majority of every set. */
  public boolean majority(Collection<NodeId> nodes) {
    return majority(current, nodes) && (previous.isEmpty() || majority(previous, nodes));
  }

  private static boolean majority(SortedSet<NodeId> voters, Collection<NodeId> nodes) {
    return 2 * voters.stream().filter(nodes::contains).count() > voters.size();
  }

  /** All of them, of both sets. */
  public SortedSet<NodeId> all() {
    SortedSet<NodeId> all = new TreeSet<>(current);
    all.addAll(previous);
    return all;
  }
}

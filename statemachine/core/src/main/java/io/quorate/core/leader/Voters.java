package io.quorate.core.leader;

import io.quorate.core.NodeId;
import io.quorate.core.membership.Voter;
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
public record Voters(SortedSet<Voter> current, SortedSet<Voter> previous) {
  /** Keeps its own copies. */
  public Voters {
    current = Collections.unmodifiableSortedSet(new TreeSet<>(current));
    previous = Collections.unmodifiableSortedSet(new TreeSet<>(previous));
  }

  /** Voters that do not change, and of which none was ever replaced. */
  public static Voters of(Collection<NodeId> nodes) {
    return new Voters(new TreeSet<>(nodes.stream().map(Voter::first).toList()), new TreeSet<>());
  }

  /** Whether these peers are a majority of every set. */
  public boolean majority(Collection<Voter> peers) {
    return majority(current, peers) && (previous.isEmpty() || majority(previous, peers));
  }

  private static boolean majority(SortedSet<Voter> voters, Collection<Voter> peers) {
    return 2 * voters.stream().filter(peers::contains).count() > voters.size();
  }

  /** Whether the voters are being changed. */
  public boolean changing() {
    return !previous.isEmpty();
  }

  /** All of them, of both sets. */
  public SortedSet<Voter> all() {
    SortedSet<Voter> all = new TreeSet<>(current);
    all.addAll(previous);
    return all;
  }

  /** The nodes that they are. */
  public SortedSet<NodeId> nodes() {
    SortedSet<NodeId> nodes = new TreeSet<>();
    all().forEach(voter -> nodes.add(voter.node()));
    return nodes;
  }
}

package io.quorate.core.membership;

import io.quorate.core.NodeId;
import java.util.Comparator;

/**
 * A peer of the log that votes. What one generation of a node attests says nothing of another.
 *
 * @param node the node that it is
 * @param generation which of its peers
 */
public record Voter(NodeId node, PeerGeneration generation) implements Comparable<Voter> {
  private static final Comparator<Voter> ORDER =
      Comparator.comparing(Voter::node).thenComparing(Voter::generation);

  /** The peer of a node that was never replaced. */
  public static Voter first(NodeId node) {
    return new Voter(node, PeerGeneration.FIRST);
  }

  @Override
  public int compareTo(Voter other) {
    return ORDER.compare(this, other);
  }

  /** The name of the node; with the generation behind a dot when that is not the first. */
  @Override
  public String toString() {
    return generation.equals(PeerGeneration.FIRST)
        ? node.toString()
        : node + "." + generation.value();
  }
}

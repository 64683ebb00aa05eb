package io.quorate.core;

import java.util.Optional;

/**
 * Name of a node, unique in its cluster.
 *
 * @param value lower-case letters, digits and dashes, 1 to 63 characters, a letter first
 */
public record NodeId(String value) implements Comparable<NodeId> {

  /** Refuses a malformed name with {@link IllegalArgumentException}; ask {@link Names} first. */
  public NodeId {
    Names.require(value);
  }

  /** The node of this name; empty when the text is not a name. */
  public static Optional<NodeId> read(String text) {
    return Names.wellFormed(text) ? Optional.of(new NodeId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

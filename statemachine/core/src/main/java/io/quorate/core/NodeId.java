package io.quorate.core;

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

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

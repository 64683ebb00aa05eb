package io.quorate.core;

import java.util.Optional;

/**
 * Name of a group, unique in its cluster.
 *
 * @param value lower-case letters, digits and dashes, 1 to 63 characters, a letter first
 */
public record GroupId(String value) implements Comparable<GroupId> {

  /** Refuses a malformed name with {@link IllegalArgumentException}; ask {@link Names} first. */
  public GroupId {
    Names.require(value);
  }

  /** The group of this name; empty when the text is not a name. */
  public static Optional<GroupId> read(String text) {
    return Names.wellFormed(text) ? Optional.of(new GroupId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(GroupId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.quorate.core.config;

import io.quorate.core.GroupId;

/**
 * A tree of configuration with revisions of its own: each group has one. Commits in different
 * spaces never conflict.
 *
 * @param group whose configuration it is
 */
public record SpaceId(GroupId group) implements Comparable<SpaceId> {
  /** First part of the keys of its rows. */
  String prefix() {
    return group.value() + "/";
  }

  @Override
  public int compareTo(SpaceId other) {
    return group.compareTo(other.group);
  }

  @Override
  public String toString() {
    return group.value();
  }
}

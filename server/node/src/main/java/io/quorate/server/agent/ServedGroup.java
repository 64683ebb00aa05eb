package io.quorate.server.agent;

import io.quorate.core.GroupId;

/**
 * A group that a stopping node still serves.
 *
 * @param group which
 * @param way what will become of it
 */
public record ServedGroup(GroupId group, Way way) {

  /** What will become of a group on a stopping node. */
  public enum Way {
    /** It is paused: its guard keeps it until the node is back or the lease ends. */
    STAYS,
    /** It is being handed over or stopped. */
    MOVES,
    /** The leader has not said anything yet. */
    UNDECIDED
  }
}

package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A planned change of role under way (role-protocol.md, Switchover).
 *
 * @param kind what it is for
 * @param step how far it is
 * @param from the node that held the role when it began
 * @param to the node that shall hold it; null when the group is being deleted
 * @param started when it began
 * @param stepSince when its step began
 * @param deadline when it is undone if the role has not been released
 * @param actor who asked
 * @param cause why
 */
public record Operation(
    Kind kind,
    Step step,
    NodeId from,
    @Nullable NodeId to,
    ClusterTime started,
    ClusterTime stepSince,
    ClusterTime deadline,
    String actor,
    String cause) {

  /** What a planned change is for. */
  public enum Kind {
    /** An operator asked. */
    SWITCHOVER,
    /** The role leaves a node that is not well. */
    RELOCATION,
    /** The role returns to its preferred node. */
    FAILBACK,
    /** The node is stopping. */
    HANDOVER,
    /** The group is being deleted. */
    RETIREMENT
  }

  /** How far a planned change is. */
  public enum Step {
    /** Clients are turned away. */
    QUIESCE,
    /** The old active stops and releases. */
    DEMOTE,
    /** The new active starts. */
    PROMOTE,
    /** The new active failed to start; the old one gets the role back under a new epoch. */
    REVERT
  }

  Operation at(Step next, ClusterTime now) {
    return new Operation(kind, next, from, to, started, now, deadline, actor, cause);
  }
}

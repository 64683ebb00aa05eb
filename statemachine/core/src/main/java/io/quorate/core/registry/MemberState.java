package io.quorate.core.registry;

/** The visible states of a member of a group (feature R9). */
public enum MemberState {
  /** Never heard from. */
  UNCONFIGURED,
  /** Serves nothing, and could. */
  STANDBY,
  /** Starts its resources. */
  PROMOTING,
  /** Serves. */
  ACTIVE,
  /** Serves, and turns clients away. */
  QUIESCING,
  /** Stops its resources. */
  DEMOTING,
  /** Its last promotion failed; it is left alone for a while. */
  FAILED,
  /** Serves or could serve, but a critical check fails. */
  DEGRADED,
  /** Holds the role, but a resource is down: it is started again, or the role moves. */
  INTERRUPTED,
  /** Not heard from for longer than the group's lease. */
  OFFLINE
}

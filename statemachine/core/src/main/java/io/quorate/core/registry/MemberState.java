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
  /** Its last start or stop failed. */
  FAILED,
  /** Serves or could serve, but a check fails or a bound was exceeded. */
  DEGRADED,
  /** Not heard from. */
  OFFLINE
}

package io.quorate.server.http;

/** What a node is in a group, for whoever sends it requests. */
public enum GroupRole {
  /** It serves, under a valid lease. */
  ACTIVE,
  /** It serves nothing and is well. */
  STANDBY,
  /** Anything else: starting, stopping, failed. */
  NEITHER
}

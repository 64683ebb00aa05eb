package io.quorate.replica;

/**
 * What a replica is in the cluster's leadership. A hint: only an attested term proves it (rule G1).
 */
public enum LeadershipState {
  /** Follows, or looks for a leader. */
  FOLLOWER,
  /** Was elected and has not yet applied the first entry of its term. */
  PREPARING,
  /** Leads, and has applied the first entry of its term. */
  READY
}

package io.quorate.replica.identity;

/** How far a member has come in the cluster that its data belongs to. */
public enum Standing {
  /** The cluster is being formed; this member has acknowledged nothing yet. */
  FORMING,
  /** It is to join a cluster that exists; it has acknowledged nothing yet. */
  JOINING,
  /**
   * It was formatted to join and may take in entries, but no configuration that it knows names it
   * yet.
   */
  LEARNING,
  /** It may have acknowledged entries: its data must never be lost from under it. */
  MEMBER
}

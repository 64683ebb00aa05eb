package io.quorate.core;

/** What a node may do. */
public enum NodeKind {
  /** Votes and may be active. */
  DATA,
  /** Votes, never active (rule S2). */
  WITNESS,
  /** Neither votes nor is ever active. */
  OBSERVER
}

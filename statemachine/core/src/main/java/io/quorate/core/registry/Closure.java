package io.quorate.core.registry;

/** How the last epoch came to its end (rule S1). */
public enum Closure {
  /** There was no epoch yet. */
  NEVER_GRANTED,
  /** Not closed: somebody holds the role. */
  OPEN,
  /** The holder released it after it had verified that it serves nothing. */
  RELEASED,
  /** The grantor counted until the lease was surely over. */
  EXPIRED,
  /** An operator vouched, by name, that the holder is dead. */
  FENCED
}

package io.quorate.core.registry;

/** How far a group's role is along. */
public enum Phase {
  /** The last epoch is closed; nobody holds the role. */
  VACANT,
  /** Granted; the holder starts its resources. */
  PROMOTING,
  /** The holder serves. */
  ACTIVE,
  /** The holder serves, and turns clients away before a planned change. */
  QUIESCING,
  /** The holder stops its resources and will release the role. */
  DEMOTING
}

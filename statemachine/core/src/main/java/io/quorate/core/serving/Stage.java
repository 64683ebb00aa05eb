package io.quorate.core.serving;

/** How far this node is with a group. */
public enum Stage {
  /** Nothing of the group serves here. */
  IDLE,
  /** A guard of an earlier run was found; it holds until a directive confirms its epoch. */
  ADOPTED,
  /** Starts the resources in order. */
  PROMOTING,
  /** Serves. */
  SERVING,
  /** Runs the quiesce commands. */
  QUIESCING,
  /** Serves, and clients are turned away. */
  QUIET,
  /** Stops the resources in reverse order. */
  DEMOTING,
  /** Kills what is left, and waits until it is verified that nothing serves. */
  CLEARING,
  /** After a kill: runs the demote commands of hooks that were promoted. */
  CLEANUP
}

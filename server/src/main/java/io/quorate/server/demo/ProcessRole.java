package io.quorate.server.demo;

/** What a process of a local node is there for. */
public enum ProcessRole {
  /** The node itself. */
  AGENT,
  /** The guard of a served group. */
  GUARD,
  /** The shell that outlives a guard to kill what it kept. */
  LEASH,
  /** The guarded service and whatever it has started. */
  SERVICE
}

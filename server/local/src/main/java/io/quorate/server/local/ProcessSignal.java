package io.quorate.server.local;

/** What can be sent to processes of a local node. */
public enum ProcessSignal {
  /** Ends it at once. */
  KILL,
  /** Asks it to end. */
  TERM,
  /** Halts it, as a starved or suspended machine would. */
  STOP,
  /** Lets it go on. */
  CONT
}

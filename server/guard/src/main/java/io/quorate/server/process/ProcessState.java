package io.quorate.server.process;

/** Whether a process of the table can still do anything. */
public enum ProcessState {
  /** It runs, sleeps, or is stopped: it may have effects. */
  ALIVE,
  /** It has ended and waits for its parent to collect it: it cannot have any effect. */
  ZOMBIE
}

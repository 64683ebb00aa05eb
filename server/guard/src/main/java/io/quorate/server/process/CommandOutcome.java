package io.quorate.server.process;

/** How the run of a {@link ProgramRun} ended. */
public enum CommandOutcome {
  /** It ended by itself; its exit code says how. */
  EXITED,
  /** It was killed because its time was up. */
  TIMED_OUT,
  /**
   * It was killed because its time was up, and something of it is still alive after the kill's own
   * limit.
   */
  NOT_KILLED,
  /** It never ran: the directory is missing, no process could be made, or the runner is full. */
  NOT_STARTED
}

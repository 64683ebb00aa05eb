package io.quorate.replica;

/** Why a process must end at once. The exit code tells a supervisor, which restarts it. */
public enum HaltReason {
  /** The log could not be written: the disk is full or broken. */
  LOG_FAILED(71),
  /** An entry could not be applied: a bug, or a broken store. */
  APPLY_FAILED(72),
  /** The store failed. */
  STORE_FAILED(73),
  /** Ratis shut down by itself, such as after a pause of the machine of more than a minute. */
  STOPPED_BY_ITSELF(74),
  /** The cluster removed this member. */
  REMOVED(75),
  /** A snapshot of the leader's could not be installed. */
  INSTALL_FAILED(76),
  /** The cluster is at a feature level that this program does not know. */
  LEVEL_REFUSED(77),
  /** The operating system refuses it threads or open files. */
  LIMIT_REACHED(78);

  private final int exitCode;

  HaltReason(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}

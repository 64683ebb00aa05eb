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
  SERVICE;

  /**
   * What a process of a node is there for.
   *
   * @param commandLine its arguments, each followed by a NUL, as the kernel shows them
   */
  public static ProcessRole of(String commandLine) {
    if (commandLine.contains("io.quorate.server.guard.GuardMain")) {
      return GUARD;
    }
    if (commandLine.contains("leash.sh")) {
      return LEASH;
    }
    boolean node = commandLine.contains("\0server\0") && commandLine.contains("\0--config\0");
    return node ? AGENT : SERVICE;
  }
}

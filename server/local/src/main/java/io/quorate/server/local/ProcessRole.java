package io.quorate.server.local;

import io.quorate.server.process.ProcessMarker;
import java.util.regex.Pattern;

/** What a process of a local node is there for. */
public enum ProcessRole {
  /** The node itself. */
  AGENT,
  /** The guard of a served group. */
  GUARD,
  /** The shell that outlives a guard to kill what it kept. */
  LEASH,
  /** A guard's program that only tries whether it could guard, and what it starts for that. */
  TRIAL,
  /** The guarded service and whatever it has started. */
  SERVICE;

  private static final Pattern OF_TRIAL =
      Pattern.compile("(^|\0)" + ProcessMarker.VARIABLE + "=[^/\0]*/self-test/[^\0]*\0");

  private static final Pattern OF_LEASH =
      Pattern.compile("(^|\0)" + ProcessMarker.GUARD_VARIABLE + "=[^\0]*/leash/\0");

  /**
   * What a process of a node is there for.
   *
   * @param commandLine its arguments, each followed by a NUL, as the kernel shows them
   * @param environment its environment, likewise
   */
  public static ProcessRole of(String commandLine, String environment) {
    if (OF_TRIAL.matcher(environment).find()) {
      return TRIAL;
    }
    if (commandLine.contains("io.quorate.server.guard.GuardMain")) {
      return GUARD;
    }
    if (OF_LEASH.matcher(environment).find()) {
      return LEASH;
    }
    boolean node = commandLine.contains("\0server\0") && commandLine.contains("\0--config\0");
    return node ? AGENT : SERVICE;
  }
}

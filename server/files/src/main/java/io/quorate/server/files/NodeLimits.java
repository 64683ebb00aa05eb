package io.quorate.server.files;

import java.time.Duration;

/**
 * What a node bears at most.
 *
 * @param maxGroups groups of the cluster, 1 to 10,000
 * @param maxCommands hooks, checks and stop commands that run at one time, 1 to 1,024
 * @param serviceLogMib what a service may log before its file is rotated, in MiB, 1 to 65,536
 * @param handoverTimeout how long a stopping node tries to hand its roles over, 0 s to 1 h
 * @param minFreeMib below this much free space on the data directory a warning is shown, in MiB, 0
 *     (never) to 1,048,576
 */
public record NodeLimits(
    int maxGroups, int maxCommands, int serviceLogMib, Duration handoverTimeout, int minFreeMib) {

  /** What a node file means when it names no limit. */
  public static final NodeLimits DEFAULT =
      new NodeLimits(4_096, 64, 64, Duration.ofSeconds(30), 512);
}

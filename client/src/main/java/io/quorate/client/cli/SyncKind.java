package io.quorate.client.cli;

import picocli.CommandLine.Option;

/** What of a group is delivered. */
final class SyncKind {
  private static final String CONFIG = "config";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "What of the group: config, which is all there is so far. May be left out.")
  private String kind = CONFIG;

  /** Refuses what is not delivered. */
  void check(QuorateCommand root) {
    if (!kind.equals(CONFIG)) {
      throw root.usage(
          "there is no --kind "
              + kind
              + "; there is config. Runtime entries and counters are not delivered to disks:"
              + " a majority has them as soon as they are written");
    }
  }
}

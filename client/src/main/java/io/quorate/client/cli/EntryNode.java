package io.quorate.client.cli;

import picocli.CommandLine.Option;

/** Whose runtime entries a command is about. */
final class EntryNode {
  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Those of one member. Default: those for all members.")
  private String name = "";

  /** The member; empty for all. */
  String name() {
    return name;
  }
}

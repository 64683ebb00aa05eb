package io.quorate.client.cli;

import picocli.CommandLine.Option;

/** Whose values are read. */
final class ReadScope {
  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Those of one member. Default: those for all members.")
  private String node = "";

  @Option(
      names = "--effective",
      description = "What the member of --node sees: its own values over those for all.")
  private boolean effective;

  void check(QuorateCommand root) {
    if (effective && node.isEmpty()) {
      throw root.usage("--effective needs --node: whose values are wanted?");
    }
  }

  String node() {
    return node;
  }

  boolean effective() {
    return effective;
  }
}

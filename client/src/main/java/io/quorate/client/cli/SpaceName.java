package io.quorate.client.cli;

import picocli.CommandLine.Parameters;

/** The group that a command is about. */
final class SpaceName {
  @Parameters(index = "0", paramLabel = "GROUP", description = "The group.")
  private String name = "";

  String name() {
    return name;
  }
}

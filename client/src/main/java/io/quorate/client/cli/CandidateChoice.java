package io.quorate.client.cli;

import picocli.CommandLine.Option;

/** The candidate that a command is about. */
final class CandidateChoice {
  @Option(
      names = "--candidate",
      paramLabel = "NAME",
      required = true,
      description = "Which candidate.")
  private String name = "";

  String name() {
    return name;
  }
}

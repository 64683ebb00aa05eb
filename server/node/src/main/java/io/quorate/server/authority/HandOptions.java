package io.quorate.server.authority;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of whatever makes a folder for somebody. */
final class HandOptions {
  @Mixin IssueOptions issue = new IssueOptions();

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "FOLDER",
      description = "The folder that is made.")
  Path directory = Path.of("");
}

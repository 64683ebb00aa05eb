package io.quorate.server.authority;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of whatever certifies somebody. */
final class IssueOptions {
  @Option(
      names = "--authority",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder of the authority, as init made it.")
  Path authority = Path.of("");

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "For how long the certificate holds. Default: 397.")
  int days = Issuing.DAYS;
}

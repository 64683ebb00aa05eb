package io.quorate.client.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which commit is settled. */
final class AwaitedRevision {
  @Option(
      names = "--revision",
      paramLabel = "REVISION",
      description = "Only if this is the one that waits. Default: whichever waits.")
  private @Nullable Long revision;

  @Nullable Long number() {
    return revision;
  }
}

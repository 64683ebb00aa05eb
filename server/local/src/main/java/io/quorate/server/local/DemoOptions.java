package io.quorate.server.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every demo lets its user choose. */
final class DemoOptions {
  @Option(names = "--auto", description = "Wait for nobody, and end after the last step.")
  private boolean auto;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "A new or empty directory for everything; it stays. Default: a temporary one.")
  private @Nullable Path directory;

  @Option(names = "--keep", description = "Keep the temporary directory.")
  private boolean keep;

  /** Whether nobody is waited for. */
  boolean auto() {
    return auto;
  }

  /** Where everything goes. */
  @Nullable Path directory() {
    return directory;
  }

  /** What becomes of a temporary directory. */
  DemoStage.After after() {
    return keep ? DemoStage.After.KEEP : DemoStage.After.DELETE;
  }
}

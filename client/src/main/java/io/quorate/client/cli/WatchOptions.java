package io.quorate.client.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What of a group is watched, from where and for how long. */
final class WatchOptions {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "Only what lies below it, or at it.")
  private String below = "";

  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description =
          "What is known already: only what was changed since. Default: all, then changes.")
  private long from;

  @Option(
      names = "--count",
      paramLabel = "NUMBER",
      description = "End when so many changes were shown. Default: with Ctrl-C.")
  private @Nullable Long count;

  void check(QuorateCommand root) {
    if (from < 0) {
      throw root.usage("--from must be 0 or more");
    }
    if (count != null && count < 1) {
      throw root.usage("--count must be 1 or more");
    }
  }

  String group() {
    return space.name();
  }

  String below() {
    return below;
  }

  long from() {
    return from;
  }

  /** How many changes are shown. */
  long count() {
    return count == null ? Long.MAX_VALUE : count;
  }

  /** For how long it goes on while no node answers. */
  static Duration patience(QuorateCommand root) {
    return root.timeout().orElse(PATIENCE);
  }
}

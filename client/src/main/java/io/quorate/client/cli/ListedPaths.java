package io.quorate.client.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which paths of a group are listed. */
final class ListedPaths {
  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "Only what lies below it, or at it.")
  private String below = "";

  @Option(names = "--after", paramLabel = "PATH", description = "Only what comes behind this path.")
  private String after = "";

  String group() {
    return space.name();
  }

  String below() {
    return below;
  }

  String after() {
    return after;
  }
}

package io.quorate.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runtime entries that a command is about. */
final class NamedEntries {
  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "Which.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--if-value-revision",
      paramLabel = "REVISION",
      description = "Only if each of them is of this revision.")
  private @Nullable Long expected;

  String group() {
    return space.name();
  }

  List<String> paths() {
    return paths;
  }

  /** The revision that each must have; empty when any will do. */
  OptionalLong revision() {
    Long revision = expected;
    return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
  }
}

package io.quorate.client.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** The group that a command is about, or all of them. */
final class GroupChoice {
  @Parameters(
      arity = "0..1",
      paramLabel = "GROUP",
      description = "The group. Default: all of them.")
  private String name = "";

  /** Its name; empty for all. */
  String name() {
    return name;
  }

  /** What is said of each of the chosen groups, a block of lines each. */
  static <T> String blocks(List<T> groups, Function<T, String> block) {
    return groups.isEmpty()
        ? "no groups\n"
        : groups.stream().map(block).collect(Collectors.joining("\n"));
  }
}

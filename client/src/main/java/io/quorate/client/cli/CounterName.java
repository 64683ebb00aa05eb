package io.quorate.client.cli;

import io.quorate.v1.CounterResponse;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The counter that a command is about. */
final class CounterName {
  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "NAME", description = "The counter.")
  private String name = "";

  String group() {
    return space.name();
  }

  String name() {
    return name;
  }

  /** Where it stands after a change that hands nothing out, for people. */
  String standing(CounterResponse response, ChangeOptions change) {
    String last = Long.toUnsignedString(response.getLast());
    if (!response.getChanged()) {
      return name + ": unchanged, above " + last + "\n";
    }
    return change.dryRun()
        ? name + ": would go on above " + last + " (nothing was changed)\n"
        : name + ": goes on above " + last + "\n";
  }
}

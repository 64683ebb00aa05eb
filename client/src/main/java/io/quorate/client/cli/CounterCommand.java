package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate counter}: the counters of groups. */
@Command(
    name = "counter",
    description = {
      "Counters of a group: numbers that only ever grow, whichever node leads and whoever is",
      "active."
    },
    footer = {"", "Example:", "  quorate counter next web patver"})
final class CounterCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private CounterCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new CounterCommand());
    line.addSubcommand(new CounterNextCommand(root));
    line.addSubcommand(new CounterObserveCommand(root));
    line.addSubcommand(new CounterRaiseCommand(root));
    line.addSubcommand(new CounterGetCommand(root));
    line.addSubcommand(new CounterListCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

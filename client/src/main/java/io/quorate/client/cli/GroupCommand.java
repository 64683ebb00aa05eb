package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate group}: declares groups. */
@Command(
    name = "group",
    description = "Declare groups of servers, show them, delete them.",
    footer = {"", "Example:", "  quorate group apply -f web.yaml"})
final class GroupCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private GroupCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new GroupCommand());
    line.addSubcommand(new GroupApplyCommand(root));
    line.addSubcommand(new GroupListCommand(root));
    line.addSubcommand(new GroupShowCommand(root));
    line.addSubcommand(new GroupDeleteCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

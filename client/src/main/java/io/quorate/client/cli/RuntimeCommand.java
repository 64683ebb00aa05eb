package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate runtime}: the runtime entries of groups. */
@Command(
    name = "runtime",
    description = {
      "Read and write the runtime entries of a group: small values by path, without history, each",
      "until it is deleted, for a time to live, or as long as the epoch."
    },
    footer = {"", "Example:", "  quorate runtime put web sessions/17=alive --ttl 30s"})
final class RuntimeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private RuntimeCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new RuntimeCommand());
    line.addSubcommand(new RuntimePutCommand(root));
    line.addSubcommand(new RuntimeGetCommand(root));
    line.addSubcommand(new RuntimeListCommand(root));
    line.addSubcommand(new RuntimeWatchCommand(root));
    line.addSubcommand(new RuntimeTouchCommand(root));
    line.addSubcommand(new RuntimeDeleteCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

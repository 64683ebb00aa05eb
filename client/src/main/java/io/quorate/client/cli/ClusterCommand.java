package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate cluster}: the cluster as a whole. */
@Command(
    name = "cluster",
    description = "Form the cluster.",
    footer = {"", "Example:", "  quorate cluster form"})
final class ClusterCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private ClusterCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new ClusterCommand());
    line.addSubcommand(new ClusterFormCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

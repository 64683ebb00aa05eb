package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate node}: the nodes of the cluster. */
@Command(
    name = "node",
    description = "Ask a node how it is, or replace one that is lost.",
    footer = {"", "Examples:", "  quorate node diagnose b", "  quorate node replace b"})
final class NodeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private NodeCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new NodeCommand());
    line.addSubcommand(new NodeDiagnoseCommand(root));
    line.addSubcommand(new NodeReplaceCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

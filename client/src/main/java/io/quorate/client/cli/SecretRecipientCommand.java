package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate secret recipient}: recovery keys. */
@Command(
    name = "recipient",
    description = {
      "Recovery keys: whoever has the private one can bring the secrets back when no data node can",
      "open them any more. Data nodes are recipients by themselves."
    },
    footer = {
      "",
      "Example:",
      "  quorate secret recipient make safe.key",
      "  quorate secret recipient add safe PUBLIC_KEY"
    })
final class SecretRecipientCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private SecretRecipientCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new SecretRecipientCommand());
    line.addSubcommand(new RecipientMakeCommand(root));
    line.addSubcommand(new RecipientAddCommand(root));
    line.addSubcommand(new RecipientRemoveCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

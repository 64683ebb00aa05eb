package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate secret}: values of configurations that only data nodes can open. */
@Command(
    name = "secret",
    description = {
      "Secrets of a group: values of its configuration that are sealed before they reach the log,",
      "and that only data nodes can open."
    },
    footer = {"", "Example:", "  quorate secret put web db/password < password.txt"})
final class SecretCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private SecretCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new SecretCommand());
    line.addSubcommand(new SecretPutCommand(root));
    line.addSubcommand(new SecretListCommand(root));
    line.addSubcommand(new SecretRevealCommand(root));
    line.addSubcommand(new SecretRotateCommand(root));
    line.addSubcommand(new SecretFingerprintCommand(root));
    line.addSubcommand(SecretRecipientCommand.build(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

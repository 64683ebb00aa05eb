package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate certificate}: whose certificates the cluster takes. */
@Command(
    name = "certificate",
    description = "Revoke certificates that were stolen or lost, or see which are revoked.",
    footer = {
      "",
      "To make certificates: quorate trust.",
      "",
      "Examples:",
      "  quorate certificate revoke olga --reason 'laptop stolen'",
      "  quorate certificate revoked"
    })
final class CertificateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private CertificateCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new CertificateCommand());
    line.addSubcommand(new CertificateRevokeCommand(root));
    line.addSubcommand(new CertificateReinstateCommand(root));
    line.addSubcommand(new CertificateRevokedCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

package io.quorate.server.authority;

import io.quorate.client.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate trust}: credentials of nodes and users. */
@Command(
    name = "trust",
    description = {
      "Make and show credentials: folders with ca.crt, tls.crt and tls.key, for nodes",
      "(trust_directory in the node file) and for users (--trust). Needs no cluster."
    },
    footer = {
      "",
      "Example:",
      "  quorate trust init --cluster office --node a --node b --node w --admin root -d keys"
    })
public final class TrustCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private TrustCommand() {}

  /** With its subcommands. */
  public static CommandLine build() {
    CommandLine line = new CommandLine(new TrustCommand());
    line.addSubcommand(new TrustInitCommand());
    line.addSubcommand(new TrustNodeCommand());
    line.addSubcommand(new TrustUserCommand());
    line.addSubcommand(new TrustRenewCommand());
    line.addSubcommand(new TrustShowCommand());
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate sync}: how configurations are delivered to members. */
@Command(
    name = "sync",
    description = "Pause, resume and hurry the delivery of a group's configuration to its members.",
    footer = {"", "Example:", "  quorate sync pause web --reason 'audit on site'"})
final class SyncCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private SyncCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new SyncCommand());
    line.addSubcommand(new SyncPauseCommand(root));
    line.addSubcommand(new SyncResumeCommand(root));
    line.addSubcommand(new SyncNowCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

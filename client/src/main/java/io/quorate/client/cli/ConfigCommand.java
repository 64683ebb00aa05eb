package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate config}: the configuration of groups. */
@Command(
    name = "config",
    description = {
      "Read and change the configuration of a group: values by path, changed by commits that are",
      "whole or not at all."
    },
    footer = {"", "Example:", "  quorate config set web limits/connections=500"})
final class ConfigCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private ConfigCommand() {}

  static CommandLine build(QuorateCommand root) {
    CommandLine line = new CommandLine(new ConfigCommand());
    line.addSubcommand(new ConfigGetCommand(root));
    line.addSubcommand(new ConfigListCommand(root));
    line.addSubcommand(new ConfigWatchCommand(root));
    line.addSubcommand(new ConfigSetCommand(root));
    line.addSubcommand(new ConfigDeleteCommand(root));
    line.addSubcommand(new ConfigImportCommand(root));
    line.addSubcommand(new ConfigExportCommand(root));
    line.addSubcommand(new ConfigLogCommand(root));
    line.addSubcommand(new ConfigDiffCommand(root));
    line.addSubcommand(new ConfigWhyCommand(root));
    line.addSubcommand(new ConfigRollbackCommand(root));
    line.addSubcommand(new ConfigCandidatesCommand(root));
    line.addSubcommand(new ConfigValidateCommand(root));
    line.addSubcommand(new ConfigCommitCommand(root));
    line.addSubcommand(new ConfigDiscardCommand(root));
    line.addSubcommand(new ConfigConfirmCommand(root));
    line.addSubcommand(new ConfigCancelCommand(root));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}

package io.quorate.client.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code quorate completion}: a script that lets bash and zsh complete commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for bash (and for zsh with bashcompinit).",
    footer = {"", "Example:", "  source <(quorate completion)"})
final class CompletionCommand implements Callable<Integer> {

  private final QuorateCommand root;

  CompletionCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Console console = root.console();
    console.out().print(AutoComplete.bash("quorate", root.commandLine()));
    console.out().flush();
    return ExitCode.DONE;
  }
}

package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ChangeRecipientResponse;
import io.quorate.v1.RemoveRecipientRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate secret recipient remove}: takes a recovery key out. */
@Command(
    name = "remove",
    description = {
      "Have no more data keys sealed to a recovery key. What it could open before, it can open"
          + " until",
      "quorate secret rotate has ended."
    },
    footer = {"", "Example:", "  quorate secret recipient remove safe"})
final class RecipientRemoveCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
  private String name = "";

  @Option(names = "--dry-run", description = "Check only, change nothing.")
  private boolean dryRun;

  RecipientRemoveCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    RemoveRecipientRequest request =
        RemoveRecipientRequest.newBuilder().setName(name).setDryRun(dryRun).build();
    try (QuorateClient client = root.client()) {
      ChangeRecipientResponse response = client.secrets().remove(request);
      root.console()
          .answer(
              response,
              paint ->
                  dryRun
                      ? name + " would be taken out (nothing was changed)\n"
                      : name + " is taken out; rotate so that it can open nothing any more\n");
      return ExitCode.DONE;
    }
  }
}

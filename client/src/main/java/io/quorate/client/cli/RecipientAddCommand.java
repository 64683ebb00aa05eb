package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.AddRecipientRequest;
import io.quorate.v1.ChangeRecipientResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate secret recipient add}: has data keys sealed to a recovery key. */
@Command(
    name = "add",
    description =
        "Have data keys sealed to a recovery key too: those there are, and all later ones.",
    footer = {"", "Example:", "  quorate secret recipient add safe PUBLIC_KEY"})
final class RecipientAddCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(index = "0", paramLabel = "NAME", description = "What it shall be called.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "PUBLIC_KEY", description = "64 hexadecimal digits.")
  private String key = "";

  @Option(names = "--dry-run", description = "Check only, change nothing.")
  private boolean dryRun;

  RecipientAddCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    AddRecipientRequest request =
        AddRecipientRequest.newBuilder().setName(name).setKey(key).setDryRun(dryRun).build();
    try (QuorateClient client = root.client()) {
      ChangeRecipientResponse response = client.secrets().add(request);
      root.console()
          .answer(
              response,
              paint ->
                  dryRun
                      ? "data keys would be sealed to " + name + " (nothing was changed)\n"
                      : "data keys are sealed to " + name + "\n");
      return ExitCode.DONE;
    }
  }
}

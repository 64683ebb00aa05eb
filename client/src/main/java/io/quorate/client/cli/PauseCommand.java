package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate pause}: no automatic change. */
@Command(
    name = "pause",
    description =
        "Maintenance: nothing changes by itself until resume. A lost active is not replaced"
            + " meanwhile.",
    footer = {"", "Example:", "  quorate pause web --reason \"kernel update\""})
final class PauseCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final GroupChoice group = new GroupChoice();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown in the history.")
  private String reason = "";

  PauseCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      PauseRequest request =
          PauseRequest.newBuilder().setGroup(group.name()).setReason(reason).build();
      PauseResponse response = client.pause(request);
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private static String view(PauseResponse response) {
    return response.getGroupsCount() == 0
        ? "nothing to pause\n"
        : "paused: " + String.join(", ", response.getGroupsList()) + "\n";
  }
}

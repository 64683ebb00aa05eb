package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.OrderSyncRequest.Order;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate sync pause}: files stay as they are. */
@Command(
    name = "pause",
    description = {
      "Leave the files of all members as they are until resume, even if somebody changes them by",
      "hand. Commits go on. Roles do not depend on it: a standby takes over with what it has."
    },
    footer = {"", "Example:", "  quorate sync pause web --reason 'audit on site'"})
final class SyncPauseCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SyncTarget target = new SyncTarget();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown while it is paused.")
  private String reason = "";

  SyncPauseCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    target.check(root);
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = target.order(client, Order.PAUSE, reason);
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private String view(WriteConfigResponse response) {
    return response.getChanged()
        ? target.group() + ": sync paused; to end it: quorate sync resume " + target.group() + "\n"
        : target.group() + ": sync was paused before\n";
  }
}

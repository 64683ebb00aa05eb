package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.OrderSyncRequest;
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

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final SyncKind kind = new SyncKind();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown while it is paused.")
  private String reason = "";

  SyncPauseCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    kind.check(root);
    OrderSyncRequest request =
        OrderSyncRequest.newBuilder()
            .setGroup(space.name())
            .setOrder(OrderSyncRequest.Order.PAUSE)
            .setReason(reason)
            .build();
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().orderSync(request);
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private String view(WriteConfigResponse response) {
    return response.getChanged()
        ? space.name() + ": sync paused; to end it: quorate sync resume " + space.name() + "\n"
        : space.name() + ": sync was paused before\n";
  }
}

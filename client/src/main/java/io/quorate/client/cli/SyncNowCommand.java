package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate sync now}: what was put off is tried again. */
@Command(
    name = "now",
    description = {
      "Have all members look at their files now: write again what somebody has changed by hand,",
      "and try again what was put off because it failed. Refused while it is paused."
    },
    footer = {"", "Example:", "  quorate sync now web --wait-delivered"})
final class SyncNowCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final SyncKind kind = new SyncKind();

  @Mixin private final DeliveryOption delivery = new DeliveryOption();

  SyncNowCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    kind.check(root);
    OrderSyncRequest request =
        OrderSyncRequest.newBuilder()
            .setGroup(space.name())
            .setOrder(OrderSyncRequest.Order.NOW)
            .build();
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().orderSync(request);
      root.console()
          .answer(
              response,
              paint -> space.name() + ": revision " + response.getRevision() + " is tried now\n");
      return delivery.await(root, client, space.name(), response.getRevision());
    }
  }
}

package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.OrderSyncRequest.Order;
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

  @Mixin private final SyncTarget target = new SyncTarget();

  @Mixin private final DeliveryOption delivery = new DeliveryOption();

  SyncNowCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    target.check(root);
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = target.order(client, Order.NOW, "");
      root.console()
          .answer(
              response,
              paint -> target.group() + ": revision " + response.getRevision() + " is tried now\n");
      return delivery.await(root, client, target.group(), response.getRevision());
    }
  }
}

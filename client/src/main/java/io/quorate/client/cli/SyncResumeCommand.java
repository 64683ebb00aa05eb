package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.OrderSyncRequest.Order;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate sync resume}: files are written again. */
@Command(
    name = "resume",
    description = {"End a pause: the files of all members are brought to the newest revision."},
    footer = {"", "Example:", "  quorate sync resume web --wait-delivered"})
final class SyncResumeCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SyncTarget target = new SyncTarget();

  @Mixin private final DeliveryOption delivery = new DeliveryOption();

  SyncResumeCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    target.check(root);
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = target.order(client, Order.RESUME, "");
      root.console().answer(response, paint -> view(response));
      return delivery.await(root, client, target.group(), response.getRevision());
    }
  }

  private String view(WriteConfigResponse response) {
    return target.group()
        + (response.getChanged() ? ": sync resumed" : ": sync was not paused")
        + "\n";
  }
}

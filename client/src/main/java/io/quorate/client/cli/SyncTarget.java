package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.WriteConfigResponse;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What of which group is delivered. */
final class SyncTarget {
  private static final String CONFIG = "config";

  @Mixin private final SpaceName space = new SpaceName();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "What of the group: config, which is all there is so far. May be left out.")
  private String kind = CONFIG;

  String group() {
    return space.name();
  }

  /** Refuses what is not delivered. */
  void check(QuorateCommand root) {
    if (!kind.equals(CONFIG)) {
      throw root.usage(
          "there is no --kind "
              + kind
              + "; there is config. Runtime entries and counters are not delivered to disks:"
              + " a majority has them as soon as they are written");
    }
  }

  /** Orders something about its delivery. */
  WriteConfigResponse order(QuorateClient client, OrderSyncRequest.Order order, String reason)
      throws QuorateException {
    return client
        .configuration()
        .orderSync(
            OrderSyncRequest.newBuilder()
                .setGroup(group())
                .setOrder(order)
                .setReason(reason)
                .build());
  }
}

package io.quorate.faults;

import io.quorate.client.ClientSettings;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.server.local.LocalNode;
import io.quorate.trust.LiveTrust;
import io.quorate.v1.GetStatusRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Calls of somebody who proves who it is. */
final class TrustedCalls {
  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(30);

  private TrustedCalls() {}

  /** Whether the node lets somebody call. */
  static boolean takes(LocalNode node, LiveTrust who) {
    try (QuorateClient client = client(List.of(node), who)) {
      return client.status(GetStatusRequest.newBuilder().setLocal(true).build()).isInitialized();
    } catch (QuorateException refused) {
      return false;
    }
  }

  static QuorateClient client(List<LocalNode> nodes, LiveTrust who) {
    return new QuorateClient(
        new ClientSettings(
            nodes.stream().map(LocalNode::api).toList(),
            ATTEMPT,
            CALL,
            "",
            () -> UUID.randomUUID().toString(),
            who));
  }
}

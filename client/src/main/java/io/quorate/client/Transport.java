package io.quorate.client;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;

/** The one place where this client makes channels. */
final class Transport {
  /** A status of a thousand groups is about 1 MiB. */
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private Transport() {}

  /** A channel that connects when it is first used. */
  static ManagedChannel channel(NodeAddress address) {
    return Grpc.newChannelBuilderForAddress(
            address.host(), address.port(), InsecureChannelCredentials.create())
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        // Retries are ours: they go to other nodes too. And no proxy stands between a cluster and
        // its operator.
        .disableRetry()
        .proxyDetector(target -> null)
        .build();
  }
}

package io.quorate.client;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.quorate.trust.LiveTrust;
import org.jspecify.annotations.Nullable;

/** The one place where this client makes channels. */
final class Transport {
  /** A status of a thousand groups is about 1 MiB. */
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private Transport() {}

  /**
   * A channel that connects when it is first used.
   *
   * @param trust how both ends prove who they are; null: in plain text
   */
  static ManagedChannel channel(NodeAddress address, @Nullable LiveTrust trust) {
    return Grpc.newChannelBuilderForAddress(address.host(), address.port(), credentials(trust))
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        // Retries are ours: they go to other nodes too. And no proxy stands between a cluster and
        // its operator.
        .disableRetry()
        .proxyDetector(target -> null)
        .build();
  }

  /** Whichever node of the cluster answers is right: a call may be made at any. */
  private static ChannelCredentials credentials(@Nullable LiveTrust trust) {
    return trust == null
        ? InsecureChannelCredentials.create()
        : TlsChannelCredentials.newBuilder()
            .keyManager(trust.keys())
            .trustManager(trust.peers(LiveTrust.ExpectedServer::anyNode, refused -> {}))
            .build();
  }
}

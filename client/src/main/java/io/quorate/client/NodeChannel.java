package io.quorate.client;

import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connection to one node, opened when it is needed. */
final class NodeChannel {
  private final NodeAddress address;
  private final Function<NodeAddress, ManagedChannel> channels;
  private @Nullable ManagedChannel channel;

  NodeChannel(NodeAddress address, Function<NodeAddress, ManagedChannel> channels) {
    this.address = address;
    this.channels = channels;
  }

  NodeAddress address() {
    return address;
  }

  synchronized ManagedChannel open() {
    if (channel == null) {
      channel = channels.apply(address);
    }
    return channel;
  }

  /**
   * Lets go of the connection, so that the next attempt makes a new one at once instead of waiting
   * for a backoff. Other calls on it go on to their end.
   */
  synchronized void drop() {
    if (channel != null) {
      channel.shutdown();
      channel = null;
    }
  }

  /** Ends the connection and all calls on it. */
  synchronized void close() {
    if (channel != null) {
      channel.shutdownNow();
      channel = null;
    }
  }

  /** Options of one call: its deadline, and a flag that says whether it left this machine. */
  static CallOptions options(Duration deadline, AtomicBoolean sent) {
    return CallOptions.DEFAULT
        .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
        .withStreamTracerFactory(
            new ClientStreamTracer.Factory() {
              @Override
              public ClientStreamTracer newClientStreamTracer(
                  ClientStreamTracer.StreamInfo info, Metadata headers) {
                return new SentTracer(sent);
              }
            });
  }

  private static final class SentTracer extends ClientStreamTracer {
    private final AtomicBoolean sent;

    SentTracer(AtomicBoolean sent) {
      this.sent = sent;
    }

    @Override
    public void outboundHeaders() {
      sent.set(true);
    }
  }
}

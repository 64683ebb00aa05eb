package io.quorate.server.access;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.quorate.trust.Identity;
import java.util.Optional;

/** Tells another node for which user a call is passed on. */
public final class Vouching implements ClientInterceptor {
  private static final Metadata.Key<String> BEHALF =
      Metadata.Key.of("quorate-on-behalf-of", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    Optional<Identity> user =
        Access.present().map(Access::asker).filter(asker -> asker.kind() != Identity.Kind.NODE);
    ClientCall<Q, A> call = next.newCall(method, options);
    if (user.isEmpty()) {
      return call;
    }
    return new SimpleForwardingClientCall<>(call) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        headers.put(BEHALF, user.get().uri());
        super.start(listener, headers);
      }
    };
  }

  /**
   * Whom a node vouches for; what anybody else says is not looked at.
   *
   * @return empty when it vouches for nobody of this cluster
   */
  static Optional<Identity> read(Identity peer, Metadata headers) {
    String uri = headers.get(BEHALF);
    return uri == null || peer.kind() != Identity.Kind.NODE
        ? Optional.empty()
        : Identity.parse(uri)
            .filter(user -> user.kind() != Identity.Kind.NODE)
            .filter(user -> user.cluster().equals(peer.cluster()));
  }
}

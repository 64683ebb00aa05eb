package io.quorate.server.transport;

import io.grpc.ClientInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSslSessionContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS 1.3 with certificates at both ends. */
public final class TransportTls {
  private static final String PROTOCOL = "TLSv1.3";

  private final SslContext server;
  private final SslContext client;
  private final ClientInterceptor outgoing;

  /**
   * For the servers and channels of one node.
   *
   * @param keys shows who it is
   * @param peers judges who is at the other end
   * @param outgoing sees each call to another node
   */
  public TransportTls(
      X509ExtendedKeyManager keys, X509ExtendedTrustManager peers, ClientInterceptor outgoing) {
    this.outgoing = outgoing;
    try {
      this.server =
          neverResuming(
              GrpcSslContexts.configure(SslContextBuilder.forServer(keys))
                  .trustManager(peers)
                  .clientAuth(ClientAuth.REQUIRE)
                  .protocols(PROTOCOL)
                  .build());
      this.client =
          neverResuming(
              GrpcSslContexts.configure(SslContextBuilder.forClient())
                  .keyManager(keys)
                  .trustManager(peers)
                  .protocols(PROTOCOL)
                  .build());
    } catch (SSLException unusable) {
      throw new IllegalStateException("this machine cannot do TLS 1.3", unusable);
    }
  }

  /**
   * A connection that goes on with the session of an earlier one shows the certificate of then: for
   * ever, if it was renewed since.
   */
  private static SslContext neverResuming(SslContext context) {
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setSessionCacheEnabled(false);
    } else {
      context.sessionContext().setSessionTimeout(1);
    }
    return context;
  }

  SslContext server() {
    return server;
  }

  SslContext client() {
    return client;
  }

  ClientInterceptor outgoing() {
    return outgoing;
  }
}

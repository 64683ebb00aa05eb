package io.quorate.server.transport;

import io.grpc.ClientInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS 1.3 with certificates at both ends. */
public final class TransportTls {
  private static final String PROTOCOL = "TLSv1.3";

  /**
   * A connection that goes on with the session of an earlier one shows the certificate of then: for
   * ever, if it was renewed since. Netty offers no other place to say that none may.
   */
  private static final List<String> RESUMPTION =
      List.of(
          "io.grpc.netty.shaded.io.netty.handler.ssl.openssl.sessionCacheClient",
          "io.grpc.netty.shaded.io.netty.handler.ssl.openssl.sessionCacheServer");

  static {
    RESUMPTION.forEach(each -> System.setProperty(each, "false"));
  }

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
          GrpcSslContexts.configure(SslContextBuilder.forServer(keys))
              .trustManager(peers)
              .clientAuth(ClientAuth.REQUIRE)
              .protocols(PROTOCOL)
              .build();
      this.client =
          GrpcSslContexts.configure(SslContextBuilder.forClient())
              .keyManager(keys)
              .trustManager(peers)
              .protocols(PROTOCOL)
              .build();
    } catch (SSLException unusable) {
      throw new IllegalStateException("this machine cannot do TLS 1.3", unusable);
    }
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

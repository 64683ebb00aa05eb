package io.quorate.replica;

import java.util.List;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;

/** TLS 1.3 between the members of the log, both ends proven. */
final class LinkTls implements RaftTweaks {
  private static final String PROTOCOL = "TLSv1.3";

  /**
   * A connection that goes on with the session of an earlier one shows the certificate of then: for
   * ever, if it was renewed since. Ratis makes the contexts, and has no setting for it.
   */
  private static final List<String> RESUMPTION =
      List.of(
          "org.apache.ratis.thirdparty.io.netty.handler.ssl.openssl.sessionCacheClient",
          "org.apache.ratis.thirdparty.io.netty.handler.ssl.openssl.sessionCacheServer");

  static {
    RESUMPTION.forEach(each -> System.setProperty(each, "false"));
  }

  private final LinkTrust trust;

  LinkTls(LinkTrust trust) {
    this.trust = trust;
  }

  @Override
  public void apply(RaftProperties properties, Parameters parameters) {
    GrpcConfigKeys.TLS.setConf(
        parameters,
        GrpcTlsConfig.newBuilder()
            .setKeyManager(trust.keys())
            .setTrustManager(trust.peers())
            .setMutualTls(true)
            .setProtocols(PROTOCOL)
            .build());
    GrpcConfigKeys.Server.setServicesCustomizer(
        parameters, new ProvenPeers(trust, GrpcConfigKeys.Server.servicesCustomizer(parameters)));
  }
}

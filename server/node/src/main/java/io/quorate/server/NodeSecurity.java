package io.quorate.server;

import io.grpc.ServerInterceptor;
import io.quorate.core.NodeId;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.Revocation;
import io.quorate.replica.LinkTrust;
import io.quorate.server.access.AuditLog;
import io.quorate.server.access.Doorkeeper;
import io.quorate.server.access.NodeTrust;
import io.quorate.server.access.TrustWatch;
import io.quorate.server.access.Vouching;
import io.quorate.server.files.Hosts;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.http.HttpTls;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.transport.NettyTransport;
import io.quorate.server.transport.Transport;
import io.quorate.server.transport.TransportTls;
import io.quorate.trust.TrustFolder;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this node proves who it is and what it asks of others; or that it believes everybody. */
final class NodeSecurity implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSecurity.class);

  private final AuditLog audit = new AuditLog();
  private final @Nullable NodeTrust trust;
  private final @Nullable TrustWatch watch;
  private final List<Consumer<NodeId>> cutting = new CopyOnWriteArrayList<>();
  private volatile Map<CertificateHolder, Revocation> revocations = Map.of();

  /**
   * As the node file says.
   *
   * @throws IOException when the credentials cannot be used
   */
  NodeSecurity(NodeSettings settings, Members members) throws IOException {
    Path folder = settings.trustDirectory();
    if (folder == null) {
      if (!settings.peers().stream().allMatch(peer -> Hosts.isLoopback(peer.host()))) {
        LOG.warn(
            "no trust_directory: nothing is encrypted, and whoever reaches a port of this node"
                + " commands the cluster");
      }
      this.trust = null;
      this.watch = null;
      return;
    }
    InstantSource clock = InstantSource.system();
    this.trust =
        NodeTrust.open(
            new TrustFolder(folder),
            new NodeTrust.Setting(settings.cluster(), settings.node(), members.servers()),
            clock,
            audit);
    this.watch = new TrustWatch(trust.live(), clock);
  }

  /** Reaches other nodes, and is reached. */
  Transport transport() {
    return new NettyTransport(
        Optional.ofNullable(trust)
            .map(own -> new TransportTls(own.keys(), own.peers(), new Vouching())));
  }

  /** From now on this is done too when this node has new credentials. */
  void whenRenewed(TrustWatch.Renewal renewal) {
    if (watch != null) {
      watch.whenRenewed(renewal);
    }
  }

  /** From now on this is done too when certificates of a node are revoked. It must not wait. */
  void whenRevoked(Consumer<NodeId> cutOff) {
    cutting.add(cutOff);
  }

  /** From now on these certificates are not taken; connections to whom they are of are cut. */
  void revoke(Map<CertificateHolder, Revocation> now) {
    NodeTrust own = trust;
    Map<CertificateHolder, Revocation> before = revocations;
    if (own == null || now.equals(before)) {
      return;
    }
    revocations = now;
    own.revoke(now);
    now.forEach(
        (holder, revocation) -> {
          if (!revocation.equals(before.get(holder))) {
            LOG.info(
                "certificates of {} that began before {} are not taken any more",
                holder,
                revocation.before());
            cutOff(holder);
          }
        });
  }

  private void cutOff(CertificateHolder holder) {
    if (holder.kind() == CertificateHolder.Kind.NODE) {
      cutting.forEach(cutOff -> cutOff.accept(new NodeId(holder.name())));
    }
  }

  /** How the members of the log prove who they are. */
  Optional<LinkTrust> link() {
    return Optional.ofNullable(trust);
  }

  /** What calls of the API pass first. */
  List<ServerInterceptor> doors() {
    return trust == null ? List.of() : List.of(new Doorkeeper(trust, audit));
  }

  /**
   * Whether those who reach an address over HTTP may ask for more than health and metrics: they
   * prove who they are, or are on this machine.
   */
  boolean provesCallers(String host) {
    return trust != null || Hosts.isLoopback(host);
  }

  /** How health and metrics are reached. */
  Optional<HttpTls> http() {
    return Optional.ofNullable(trust).map(own -> new HttpTls(own.context(), own::knows));
  }

  /** What an operator should know. */
  List<Notice> notices() {
    return watch == null ? List.of() : watch.notices();
  }

  void registerIn(NodeMetrics metrics) {
    metrics.value(Measure.DENIALS, audit::denials);
    NodeTrust own = trust;
    metrics.readings(
        Measure.CERTIFICATE_END,
        readings -> {
          if (own != null) {
            readings.add(secondsLeft(own));
          }
        });
  }

  private static double secondsLeft(NodeTrust own) {
    return (double) Duration.between(Instant.now(), own.live().credentials().end()).toSeconds();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}

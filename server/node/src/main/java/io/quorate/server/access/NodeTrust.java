package io.quorate.server.access;

import io.quorate.core.NodeId;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.Revocation;
import io.quorate.replica.LinkTrust;
import io.quorate.server.session.HostPort;
import io.quorate.trust.Identity;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustException;
import io.quorate.trust.TrustFolder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of this node, and whom it believes: users and nodes of its own cluster by
 * certificate, and at the address of a node that node alone.
 */
public final class NodeTrust implements LinkTrust {
  private final LiveTrust live;
  private final Map<String, NodeId> servers;
  private final AuditLog audit;

  private NodeTrust(LiveTrust live, Map<String, NodeId> servers, AuditLog audit) {
    this.live = live;
    this.servers = servers;
    this.audit = audit;
  }

  /**
   * Who everybody is.
   *
   * @param cluster whose node this is
   * @param self this node
   * @param servers at which addresses each node answers, of the log and of the API
   */
  public record Setting(String cluster, NodeId self, Map<HostPort, NodeId> servers) {}

  /**
   * Reads the folder of a node.
   *
   * @throws IOException when it cannot be used, or is somebody else's
   */
  public static NodeTrust open(
      TrustFolder folder, Setting setting, InstantSource clock, AuditLog audit) throws IOException {
    LiveTrust live;
    try {
      live = LiveTrust.open(folder, clock);
    } catch (TrustException unusable) {
      throw new IOException("its credentials cannot be used: " + unusable.getMessage(), unusable);
    }
    Identity self = new Identity(setting.cluster(), Identity.Kind.NODE, setting.self().value());
    if (!live.credentials().identity().equals(self)) {
      throw new IOException(
          folder.certificate()
              + " is of "
              + live.credentials().identity().uri()
              + ", this is "
              + self.uri()
              + "; use the folder of this node");
    }
    Map<String, NodeId> servers = new TreeMap<>();
    setting.servers().forEach((at, node) -> servers.put(key(at.host(), at.port()), node));
    return new NodeTrust(live, servers, audit);
  }

  private static String key(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + " " + port;
  }

  /** From now on these certificates are not taken, whoever has signed them. */
  public void revoke(Map<CertificateHolder, Revocation> revocations) {
    live.revoke(
        holder -> Optional.ofNullable(revocations.get(holder(holder))).map(Revocation::before));
  }

  private static CertificateHolder holder(Identity identity) {
    return new CertificateHolder(
        identity.kind() == Identity.Kind.NODE
            ? CertificateHolder.Kind.NODE
            : CertificateHolder.Kind.USER,
        identity.name());
  }

  /** The credentials as they are now. */
  public LiveTrust live() {
    return live;
  }

  @Override
  public X509ExtendedKeyManager keys() {
    return live.keys();
  }

  @Override
  public X509ExtendedTrustManager peers() {
    return live.peers(this::mustBe, audit::turnedAway);
  }

  private void mustBe(Identity found, String host, int port) throws CertificateException {
    @Nullable NodeId expected = servers.get(key(host, port));
    if (expected == null
        || found.kind() != Identity.Kind.NODE
        || !found.name().equals(expected.value())) {
      throw new CertificateException(
          found
              + " answers, where "
              + (expected == null ? "nobody" : "node " + expected)
              + " should");
    }
  }

  /**
   * Who is at the other end of a connection, as far as is trusted now.
   *
   * @throws CertificateException when it is nobody of this cluster; the message says why
   */
  public Identity identify(SSLSession session) throws CertificateException {
    Identity found = live.identify(session);
    if (found.kind() == Identity.Kind.NODE && !member(found)) {
      throw new CertificateException(found + " is none of the peers in the node file");
    }
    return found;
  }

  /** Whether somebody of this cluster is at the other end, whoever it is. */
  public boolean knows(SSLSession session) {
    try {
      return identify(session).cluster().equals(live.credentials().identity().cluster());
    } catch (CertificateException nobody) {
      return false;
    }
  }

  /** For servers of the JDK. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys()}, new TrustManager[] {peers()}, null);
      // A session that is resumed shows the certificate of its first connection.
      context.getServerSessionContext().setSessionTimeout(1);
      return context;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException("this run-time has no TLS", everyJdkHasIt);
    }
  }

  private boolean member(Identity node) {
    return servers.values().stream().anyMatch(one -> one.value().equals(node.name()));
  }

  @Override
  public Optional<NodeId> node(SSLSession session) {
    try {
      Identity found = identify(session);
      return found.kind() == Identity.Kind.NODE
          ? Optional.of(new NodeId(found.name()))
          : Optional.empty();
    } catch (CertificateException nobody) {
      return Optional.empty();
    }
  }
}

package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalTrust;
import io.quorate.server.local.LocalWire;
import io.quorate.trust.Identity;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustException;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.Status;
import io.quorate.v1.WriteRuntimeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates of all nodes, and then the authority itself, are replaced while a client writes: no
 * write fails, nobody takes over, and in the end nobody believes the old authority.
 */
@Tag("long")
final class TrustRenewalTest {
  private static final int READ_MILLIS = 30_000;

  private static final int WRITES_OF_A_CLIENT = 50;
  private static final WriteRuntimeRequest PUT =
      WriteRuntimeRequest.newBuilder()
          .setGroup(Scene.GROUP)
          .addChanges(
              RuntimeChange.newBuilder().setPath("k").setValue(ByteString.copyFromUtf8("v")))
          .build();

  private final SecureRandom random = new SecureRandom();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong written = new AtomicLong();
  private volatile boolean over;

  @TempDir private Path directory;

  @Test
  void certificatesAndTheAuthorityAreReplacedUnderWrites() throws Exception {
    Path place = Files.createDirectory(directory.resolve("cluster"));
    try (Scene scene = Scene.begin(place, TimingProfile.LAN, LocalWire.PROVEN)) {
      long epoch = scene.epoch();
      String leader = scene.leader().node().value();
      LocalTrust trust = scene.cluster().trust().orElseThrow();
      Thread writer = new Thread(() -> write(scene));
      writer.start();

      Authority old = new AuthorityFolder(trust.authority()).read();
      renewNodes(scene, old);

      Authority next = Authority.create("demo", validity(), random);
      LiveTrust newAdmin = admin(next, "new-admin", List.of(old, next));
      LiveTrust oldAdmin = admin(old, "old-admin", List.of(old, next));
      believe(scene, List.of(old, next));
      for (LocalNode node : scene.cluster().nodes()) {
        Scene.until(
            "the next authority at " + node.node(),
            Scene.LIMIT,
            () -> TrustedCalls.takes(node, newAdmin));
      }
      AuthorityFolder.renew(
          new TrustFolder(trust.admin()),
          next.issue(identity(Identity.Kind.ADMIN, "demo"), validity(), random));
      renewNodes(scene, next);
      believe(scene, List.of(next));
      for (LocalNode node : scene.cluster().nodes()) {
        Scene.until(
            "the end of the old authority at " + node.node(),
            Scene.LIMIT,
            () -> !TrustedCalls.takes(node, oldAdmin));
      }
      over = true;
      writer.join();

      assertThat(failures).isEmpty();
      assertThat(written.get()).isPositive();
      Scene.say("credentials replaced under " + written.get() + " writes, none failed");
      try (QuorateClient client = TrustedCalls.client(scene.cluster().nodes(), newAdmin)) {
        Status status = client.status(GetStatusRequest.getDefaultInstance());
        assertThat(status.getLeader()).isEqualTo(leader);
        assertThat(status.getGroups(0).getEpoch()).isEqualTo(epoch);
      }
    }
  }

  private static Validity validity() {
    return Validity.days(Instant.now(), 10);
  }

  private static Identity identity(Identity.Kind kind, String name) {
    return new Identity("demo", kind, name);
  }

  /** A program that opens its client anew now and then, as who renews credentials has to. */
  private void write(Scene scene) {
    TrustFolder admin = new TrustFolder(scene.cluster().trust().orElseThrow().admin());
    while (!over) {
      try (QuorateClient client =
          TrustedCalls.client(
              scene.cluster().nodes(), LiveTrust.open(admin, InstantSource.system()))) {
        for (int i = 0; i < WRITES_OF_A_CLIENT && !over; i++) {
          client.runtime().write(PUT);
          written.incrementAndGet();
        }
      } catch (QuorateException failed) {
        failures.add(failed);
      } catch (TrustException halfWay) {
        // Key and certificate are replaced one after the other: the next attempt reads both.
        Thread.onSpinWait();
      }
    }
  }

  /** Renews the certificates of all nodes, and waits until each shows its own. */
  private void renewNodes(Scene scene, Authority by) throws Exception {
    LocalTrust trust = scene.cluster().trust().orElseThrow();
    for (LocalNode node : scene.cluster().nodes()) {
      Authority.Issued issued =
          by.issue(identity(Identity.Kind.NODE, node.node().value()), validity(), random);
      AuthorityFolder.renew(new TrustFolder(trust.of(node.node())), issued);
      LiveTrust admin = LiveTrust.open(new TrustFolder(trust.admin()), InstantSource.system());
      Scene.until(
          "the new certificate of " + node.node(),
          Scene.LIMIT,
          () -> shown(node, admin).equals(issued.certificate()));
    }
  }

  private LiveTrust admin(Authority by, String name, List<Authority> believed) throws Exception {
    TrustFolder folder = new TrustFolder(directory.resolve(name));
    AuthorityFolder.hand(
        folder,
        by.certificate(),
        by.issue(identity(Identity.Kind.ADMIN, name), validity(), random));
    believe(folder, believed);
    return LiveTrust.open(folder, InstantSource.system());
  }

  private void believe(Scene scene, List<Authority> authorities) throws Exception {
    LocalTrust trust = scene.cluster().trust().orElseThrow();
    for (LocalNode node : scene.cluster().nodes()) {
      believe(new TrustFolder(trust.of(node.node())), authorities);
    }
    believe(new TrustFolder(trust.admin()), authorities);
  }

  private void believe(TrustFolder folder, List<Authority> authorities) throws Exception {
    StringBuilder all = new StringBuilder();
    for (Authority authority : authorities) {
      Path alone = directory.resolve(UUID.randomUUID().toString());
      new AuthorityFolder(alone).write(authority);
      all.append(Files.readString(alone.resolve("ca.crt")));
    }
    Path fresh = Files.writeString(directory.resolve(UUID.randomUUID().toString()), all);
    Files.move(fresh, folder.authorities(), StandardCopyOption.REPLACE_EXISTING);
  }

  private static X509Certificate shown(LocalNode node, LiveTrust as) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {as.keys()},
        new TrustManager[] {as.peers(LiveTrust.ExpectedServer::anyNode, refused -> {})},
        null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(node.api().host(), node.api().port())) {
      socket.setSoTimeout(READ_MILLIS);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}

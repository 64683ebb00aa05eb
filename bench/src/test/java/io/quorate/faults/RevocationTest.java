package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalTrust;
import io.quorate.server.local.LocalWire;
import io.quorate.trust.Identity;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import io.quorate.v1.CertificateHolder;
import io.quorate.v1.CertificateHolder.Kind;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.RevokeRequest;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.WriteRuntimeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are revoked is shut out by every node, and comes back with a new one. */
@Tag("long")
final class RevocationTest {
  private static final int WRITES = 100;
  private static final int DAYS = 10;
  private static final String LATER = "later";

  private final SecureRandom random = new SecureRandom();

  @TempDir private Path directory;

  @Test
  void whoIsRevokedIsShutOutAndComesBackWithANewCertificate() throws Exception {
    Path place = Files.createDirectory(directory.resolve("cluster"));
    try (Scene scene = Scene.begin(place, TimingProfile.LAN, LocalWire.PROVEN)) {
      aUser(scene);
      theActive(scene);
      scene.heal();
    }
  }

  private LiveTrust certified(TrustFolder folder, Identity.Kind kind, String name, LocalTrust trust)
      throws Exception {
    Authority authority = new AuthorityFolder(trust.authority()).read();
    AuthorityFolder.hand(
        folder,
        authority.certificate(),
        authority.issue(
            new Identity("demo", kind, name), Validity.days(Instant.now(), DAYS), random));
    return LiveTrust.open(folder, InstantSource.system());
  }

  private static RevokeRequest revoke(Kind kind, String name) {
    return RevokeRequest.newBuilder()
        .setHolder(CertificateHolder.newBuilder().setKind(kind).setName(name))
        .build();
  }

  private void aUser(Scene scene) throws Exception {
    LocalTrust trust = scene.cluster().trust().orElseThrow();
    LiveTrust olga =
        certified(
            new TrustFolder(directory.resolve("olga")), Identity.Kind.OPERATOR, "olga", trust);
    for (LocalNode node : scene.cluster().nodes()) {
      assertThat(TrustedCalls.takes(node, olga)).isTrue();
    }
    long begin = System.nanoTime();
    scene.cluster().client().revoke(revoke(Kind.USER, "olga"));
    for (LocalNode node : scene.cluster().nodes()) {
      Scene.until(
          "the end of olga at " + node.node(), Scene.LIMIT, () -> !TrustedCalls.takes(node, olga));
    }
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    Scene.say("a user was revoked: refused by all three nodes after " + millis + " ms");

    Instant before =
        Instant.ofEpochSecond(
            scene.cluster().client().revocations().getRevocations(0).getBefore().getSeconds());
    Scene.until("the next second", Scene.LIMIT, () -> !Instant.now().isBefore(before));
    LiveTrust again =
        certified(
            new TrustFolder(directory.resolve("again")), Identity.Kind.OPERATOR, "olga", trust);
    for (LocalNode node : scene.cluster().nodes()) {
      assertThat(TrustedCalls.takes(node, again)).isTrue();
    }
  }

  private void theActive(Scene scene) throws Exception {
    scene.leaderApart();
    LocalNode active = scene.active();
    LocalNode peer = scene.peerOf(active);
    long epoch = scene.epoch();
    scene.cluster().client().revoke(revoke(Kind.NODE, active.node().value()));
    Duration outage = scene.takenOver(peer, epoch);
    Scene.say("the active was revoked: outage " + outage.toMillis() + " ms");

    declare(scene, LATER);
    for (int i = 0; i < WRITES; i++) {
      write(scene, i);
    }
    assertThat(known(scene, peer)).contains(LATER);
    assertThat(known(scene, active)).doesNotContain(LATER);
    scene.neverTwo();

    LocalTrust trust = scene.cluster().trust().orElseThrow();
    AuthorityFolder.renew(
        new TrustFolder(trust.of(active.node())),
        new AuthorityFolder(trust.authority())
            .read()
            .issue(
                new Identity("demo", Identity.Kind.NODE, active.node().value()),
                Validity.days(Instant.now(), DAYS),
                random));
    scene.await("a standby again", ClusterStates.standby(Scene.GROUP, active.node().value()));
    Scene.until(
        "what was declared meanwhile at " + active.node(),
        Scene.LIMIT,
        () -> known(scene, active).contains(LATER));
  }

  private static void declare(Scene scene, String group) throws Exception {
    GroupSpec spec =
        GroupSpec.newBuilder()
            .setName(group)
            .addAllMembers(scene.cluster().groupSpec().getMembersList())
            .build();
    scene.cluster().apply(spec, Scene.LIMIT);
  }

  private static void write(Scene scene, int number) throws QuorateException {
    scene
        .cluster()
        .client()
        .runtime()
        .write(
            WriteRuntimeRequest.newBuilder()
                .setGroup(Scene.GROUP)
                .addChanges(
                    RuntimeChange.newBuilder()
                        .setPath("k")
                        .setValue(ByteString.copyFromUtf8("v" + number)))
                .build());
  }

  /** The groups that a node knows of by itself. */
  private static List<String> known(Scene scene, LocalNode node) throws Exception {
    TrustFolder admin = new TrustFolder(scene.cluster().trust().orElseThrow().admin());
    try (QuorateClient client =
        TrustedCalls.client(List.of(node), LiveTrust.open(admin, InstantSource.system()))) {
      return client
          .status(GetStatusRequest.newBuilder().setLocal(true).build())
          .getGroupsList()
          .stream()
          .map(GroupStatus::getName)
          .toList();
    }
  }
}

package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.AddRecipientRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.Caller;
import io.quorate.v1.ChangeRecipientResponse;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.Delivery;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.FolderTarget;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetSecretKeysRequest;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.ListSecretsRequest;
import io.quorate.v1.Notice;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import io.quorate.v1.SecretChange;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretRecipient;
import io.quorate.v1.SecretsGrpc;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are put, shown as what they are, revealed and sealed anew, whichever node is asked. */
final class SecretsTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    cluster.ask(A).applyGroup(MemoryCluster.apply(MemoryCluster.spec()));
    cluster.raised();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private SecretsGrpc.SecretsBlockingStub secrets(NodeId by) {
    return SecretsGrpc.newBlockingStub(cluster.channel(by))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private ConfigurationGrpc.ConfigurationBlockingStub configuration(NodeId by) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(by))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static PutSecretsRequest.Builder secret(String path, String node, String text) {
    return PutSecretsRequest.newBuilder()
        .setGroup(GROUP)
        .addChanges(
            SecretChange.newBuilder()
                .setPath(path)
                .setNode(node)
                .setValue(ByteString.copyFromUtf8(text)));
  }

  private WriteConfigResponse put(NodeId by, String path, String text) {
    return secrets(by).putSecrets(secret(path, "", text).build());
  }

  private String revealed(NodeId by, String path) {
    return secrets(by)
        .revealSecret(
            RevealSecretRequest.newBuilder()
                .setCaller(Caller.newBuilder().setActor("eva"))
                .setGroup(GROUP)
                .setPath(path)
                .build())
        .getValue()
        .toStringUtf8();
  }

  private SecretKeys keys() {
    return secrets(A).getSecretKeys(GetSecretKeysRequest.getDefaultInstance());
  }

  private RotateSecretsResponse rotate(NodeId by) {
    return secrets(by).rotateSecrets(RotateSecretsRequest.getDefaultInstance());
  }

  private ConfigEntry entry(String path) {
    return configuration(B)
        .getValue(GetValueRequest.newBuilder().setGroup(GROUP).setPath(path).build());
  }

  @Test
  void everyNodeTakesSecretsAndShowsNoneAndRevealsThem() {
    int count = 0;
    for (NodeId by : List.of(W, A, B)) {
      String path = "db/" + by;
      assertThat(put(by, path, "plain text of " + by).getRevision()).isEqualTo(++count);
      ConfigEntry entry = entry(path);
      assertThat(entry.getValue().isEmpty()).isTrue();
      assertThat(entry.getSealed().getLength()).isEqualTo("plain text of a".length());
      assertThat(entry.getSealed().getFingerprint()).hasSize(16);
      for (NodeId reader : List.of(A, B, W)) {
        assertThat(revealed(reader, path)).isEqualTo("plain text of " + by);
      }
    }
    assertThat(put(W, "db/a", "plain text of a").getChanged()).isFalse();
    List<ConfigEntry> listed =
        secrets(W)
            .listSecrets(ListSecretsRequest.newBuilder().setGroup(GROUP).build())
            .getEntriesList();
    assertThat(listed).extracting(ConfigEntry::getPath).containsExactly("db/a", "db/b", "db/w");
    ConfigDifference difference =
        configuration(W)
            .diffConfig(DiffConfigRequest.newBuilder().setGroup(GROUP).setFrom(0).build())
            .getDifferences(0);
    assertThat(difference.getSealedAfter().getFingerprint())
        .isEqualTo(listed.get(0).getSealed().getFingerprint());
    assertThat(difference.getAfter().isEmpty()).isTrue();
    assertThat(cluster.ask(A).getHistory(GetHistoryRequest.getDefaultInstance()).getEntriesList())
        .filteredOn(event -> event.getEvent().equals("SECRET_REVEALED"))
        .extracting(HistoryEntry::getActor)
        .contains("eva");
  }

  @Test
  void aRepeatedCallHasOneEffectAndAWrongOneNone() {
    PutSecretsRequest request =
        secret("x", "", "one").setCaller(Caller.newBuilder().setRequestId("r1")).build();
    long first = secrets(A).putSecrets(request).getRevision();
    assertThat(secrets(B).putSecrets(request).getRevision()).isEqualTo(first);

    assertThatThrownBy(() -> secrets(B).putSecrets(secret("x", "nobody", "y").build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("nobody is not a member");
    assertThatThrownBy(
            () -> secrets(W).putSecrets(PutSecretsRequest.newBuilder().setGroup(GROUP).build()))
        .hasMessageContaining("there are 0 secrets");
    assertThatThrownBy(
            () ->
                configuration(A)
                    .writeConfig(
                        WriteConfigRequest.newBuilder()
                            .setGroup(GROUP)
                            .addChanges(
                                ConfigChange.newBuilder()
                                    .setPath("x")
                                    .setValue(ByteString.copyFromUtf8("plain")))
                            .build()))
        .hasMessageContaining("is a secret, and would be plain");
    assertThatThrownBy(() -> revealed(A, "nothing")).hasMessageContaining("no value nothing");
    assertThat(revealed(B, "x")).isEqualTo("one");
  }

  @Test
  void whoeverOnlyLooksMakesNoKey() {
    assertThatThrownBy(() -> secrets(B).putSecrets(secret("x", "", "one").setDryRun(true).build()))
        .hasMessageContaining("there is no data key yet");
    assertThatThrownBy(
            () ->
                secrets(W).rotateSecrets(RotateSecretsRequest.newBuilder().setDryRun(true).build()))
        .hasMessageContaining("there is no data key yet");
    assertThat(keys().getKeysCount()).isZero();
    WriteConfigResponse first = put(A, "x", "one");
    assertThat(secrets(B).putSecrets(secret("x", "", "two").setDryRun(true).build()).getRevision())
        .isEqualTo(first.getRevision() + 1);
    assertThat(revealed(A, "x")).isEqualTo("one");
    assertThat(keys().getKeysCount()).isEqualTo(1);
  }

  @Test
  void aCandidateHoldsThemSealedUntilItIsCommitted() {
    WriteConfigResponse unused =
        secrets(B).putSecrets(secret("c", "a", "staged").setCandidate("next").build());
    WriteConfigResponse committed =
        configuration(A)
            .commitCandidate(
                CommitCandidateRequest.newBuilder().setGroup(GROUP).setName("next").build());
    assertThat(committed.getChanged()).isTrue();
    assertThat(
            secrets(W)
                .revealSecret(
                    RevealSecretRequest.newBuilder()
                        .setGroup(GROUP)
                        .setPath("c")
                        .setNode("a")
                        .build())
                .getValue()
                .toStringUtf8())
        .isEqualTo("staged");
  }

  /** Puts secrets by way of a node until it is stopped. */
  private final class Stream extends Thread {
    private final NodeId by;
    final AtomicInteger written = new AtomicInteger();
    final AtomicBoolean enough = new AtomicBoolean();
    final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

    Stream(NodeId by) {
      this.by = by;
      start();
    }

    @Override
    public void run() {
      try {
        while (!enough.get()) {
          int next = written.get();
          WriteConfigResponse unused = put(by, "stream/" + by + "/" + next % 40, "value " + next);
          written.incrementAndGet();
        }
      } catch (RuntimeException refused) {
        failed.set(refused);
      }
    }

    void stopped() throws InterruptedException {
      enough.set(true);
      join(TimeUnit.SECONDS.toMillis(CALL_SECONDS));
      assertThat(failed.get()).isNull();
    }
  }

  private void oneKeyIsLeft(long generation) throws InterruptedException {
    Await.until(
        () -> "" + keys(),
        () -> keys().getKeysCount() == 1 && keys().getKeys(0).getGeneration() == generation);
    assertThat(keys().getRecipientsList())
        .allSatisfy(recipient -> assertThat(recipient.getOpensList()).containsExactly(generation));
  }

  @Test
  void aRotationUnderAStreamOfWritesFailsNoneAndLosesNothing() throws Exception {
    WriteConfigResponse unused = put(A, "kept", "before");
    String fingerprint = entry("kept").getSealed().getFingerprint();
    long revision = entry("kept").getRevision();
    List<Stream> streams = List.of(new Stream(A), new Stream(B), new Stream(W));
    Await.until(
        () -> "written: " + streams.get(0).written,
        () -> streams.stream().allMatch(stream -> stream.written.get() > 60));

    assertThat(rotate(W).getGeneration()).isEqualTo(2);
    oneKeyIsLeft(2);
    assertThat(rotate(B).getGeneration()).isEqualTo(3);
    oneKeyIsLeft(3);
    for (Stream stream : streams) {
      stream.stopped();
    }

    assertThat(revealed(W, "kept")).isEqualTo("before");
    assertThat(entry("kept").getRevision()).isEqualTo(revision);
    assertThat(entry("kept").getSealed().getFingerprint()).isEqualTo(fingerprint);
    assertThat(entry("kept").getSealed().getGeneration()).isEqualTo(3);
    int last = streams.get(1).written.get() - 1;
    assertThat(revealed(A, "stream/b/" + last % 40)).isEqualTo("value " + last);
  }

  @Test
  void aRotationGoesOnWhenTheLeaderChanges() throws Exception {
    for (int i = 0; i < 3; i++) {
      PutSecretsRequest.Builder many = PutSecretsRequest.newBuilder().setGroup(GROUP);
      for (int j = 0; j < 100; j++) {
        many.addAllChanges(secret("many/" + i + "/" + j, "", "v" + j).getChangesList());
      }
      WriteConfigResponse unused = secrets(A).putSecrets(many.build());
    }
    RotateSecretsResponse unused = rotate(A);
    cluster.log().elect(W);
    Await.until(() -> "" + cluster.status(W), () -> cluster.status(W).getLeader().equals("w"));
    cluster.log().elect(B);
    oneKeyIsLeft(2);
    assertThat(revealed(A, "many/2/99")).isEqualTo("v99");
  }

  @Test
  void aRecoveryKeyIsGivenWhatThereIsAndTheWitnessNothing() throws Exception {
    WriteConfigResponse unused = put(A, "x", "one");
    ChangeRecipientResponse added =
        secrets(W)
            .addRecipient(
                AddRecipientRequest.newBuilder()
                    .setName("safe")
                    .setKey("9" + "0".repeat(63))
                    .build());
    assertThat(added).isNotNull();
    Await.until(
        () -> "" + keys(),
        () -> keys().getKeys(0).getRecipientsList().equals(List.of("a", "b", "safe")));
    assertThat(keys().getRecipientsList())
        .extracting(SecretRecipient::getName)
        .containsExactly("a", "b", "safe");
  }

  /** Why the member may not take over. */
  private List<String> against(String member) {
    return cluster.status(W).getGroups(0).getMembersList().stream()
        .filter(status -> status.getNode().equals(member))
        .flatMap(status -> status.getIneligibleBecauseList().stream())
        .map(Notice::getReason)
        .toList();
  }

  @Test
  void aSecretIsDeliveredOpenedAndForItsOwnerAlone() throws Exception {
    for (NodeId member : List.of(A, B)) {
      Files.createDirectory(directory.resolve("to-" + member));
    }
    ApplyGroupResponse unused =
        cluster
            .ask(A)
            .applyGroup(
                MemoryCluster.apply(
                    MemoryCluster.spec().toBuilder()
                        .addDeliveries(
                            Delivery.newBuilder()
                                .setName("app")
                                .setFolder(
                                    FolderTarget.newBuilder()
                                        .setDirectory(directory + "/to-{node}/app")
                                        .addPaths("app/**")))
                        .build()));
    Path inTheWay = Files.createFile(directory.resolve("to-b/app"));
    WriteConfigResponse written = put(W, "app/password", "geheim");
    assertThat(written.getChanged()).isTrue();
    Await.until(() -> "b: " + against("b"), () -> against("b").contains("SECRET_NOT_DELIVERED"));
    Files.delete(inTheWay);
    Await.until(() -> "b: " + against("b"), () -> against("b").isEmpty());
    for (NodeId member : List.of(A, B)) {
      Path file = directory.resolve("to-" + member).resolve("app/current/app/password");
      Await.until(() -> file + " is there", () -> Files.exists(file));
      assertThat(file).hasContent("geheim");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    RotateSecretsResponse rotated = rotate(A);
    oneKeyIsLeft(rotated.getGeneration());
    assertThat(directory.resolve("to-a/app/current/app/password")).hasContent("geheim");
  }
}

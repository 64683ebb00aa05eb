package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.FakeNode;
import io.quorate.v1.AddRecipientRequest;
import io.quorate.v1.ChangeRecipientResponse;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.DataKey;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.GetSecretKeysRequest;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.ListSecretsRequest;
import io.quorate.v1.ListSecretsResponse;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.RevealSecretRequest;
import io.quorate.v1.RevealedSecret;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import io.quorate.v1.SealedNote;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretRecipient;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come from files and go to files, and are shown as what everybody may know. */
@Timeout(60)
final class SecretCommandsTest {
  private static final String FINGERPRINT = "0123456789abcdef";

  private final FakeNode node = FakeNode.start();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  private static SealedNote.Builder note() {
    return SealedNote.newBuilder().setGeneration(2).setFingerprint(FINGERPRINT).setLength(9);
  }

  private static ConfigEntry.Builder entry(String path) {
    return ConfigEntry.newBuilder()
        .setPath(path)
        .setMediaType("text/plain")
        .setRevision(7)
        .setSealed(note());
  }

  @Test
  void putReadsStandardInputOrAFileAndNeverAnArgument() throws Exception {
    node.on(
        PutSecretsRequest.class,
        request -> WriteConfigResponse.newBuilder().setRevision(8).setChanged(true).build());
    Path file = Files.writeString(directory.resolve("key.pem"), "from a file\n");

    assertThat(
            CliRun.with(node)
                .input("from standard input")
                .run("secret", "put", "web", "db/password", "--if-absent")
                .exits(0)
                .out())
        .isEqualTo("web: revision 8\n");
    run("secret", "put", "web", "key.pem", "-f", "" + file, "--node", "a", "--dry-run").exits(0);
    run("secret", "put", "web", "x", "-f", "" + file, "--candidate", "next").exits(0);

    PutSecretsRequest first = node.requests(PutSecretsRequest.class).get(0);
    assertThat(first.getChanges(0).getValue().toStringUtf8()).isEqualTo("from standard input");
    assertThat(first.getChanges(0).getIfRevision()).isZero();
    PutSecretsRequest second = node.requests(PutSecretsRequest.class).get(1);
    assertThat(second.getChanges(0).getValue().toStringUtf8()).isEqualTo("from a file\n");
    assertThat(second.getChanges(0).getNode()).isEqualTo("a");
    assertThat(second.getDryRun()).isTrue();
    assertThat(node.requests(PutSecretsRequest.class).get(2).getCandidate()).isEqualTo("next");
    assertThat(run("secret", "put", "web", "x=plain", "more").exits(2).err()).contains("more");
    assertThat(run("secret", "put", "web", "x").exits(1).err()).contains("there is no secret");
  }

  @Test
  void configShowsFingerprintAndLengthOnlyAndExportsNone() {
    node.on(GetValueRequest.class, request -> entry("db/password").build());
    node.on(
        ListValuesRequest.class,
        request ->
            ListValuesResponse.newBuilder()
                .addEntries(entry("db/password"))
                .addEntries(
                    ConfigEntry.newBuilder()
                        .setPath("plain")
                        .setValue(ByteString.copyFromUtf8("x")))
                .build());
    node.on(
        DiffConfigRequest.class,
        request ->
            DiffConfigResponse.newBuilder()
                .addDifferences(
                    ConfigDifference.newBuilder()
                        .setPath("db/password")
                        .setAfter(ByteString.EMPTY)
                        .setSealedAfter(note()))
                .build());

    String shown = "secret of 9 bytes, fingerprint " + FINGERPRINT;
    assertThat(run("config", "get", "web", "db/password").exits(0).out()).isEqualTo(shown + "\n");
    assertThat(run("config", "get", "web", "db/password", "-f", "x").exits(1).err())
        .contains("quorate secret reveal web db/password");
    assertThat(run("config", "list", "web").exits(0).out()).contains(shown);
    assertThat(run("config", "diff", "web", "6").exits(0).out())
        .isEqualTo("secrets differ: db/password, no value before, " + shown + " after\n");
    Path exported = directory.resolve("exported");
    assertThat(run("config", "export", "web", "" + exported).exits(0).out())
        .contains("1 value of revision 0 in", "1 secret left out");
    assertThat(exported.resolve("plain")).exists();
    assertThat(exported.resolve("db")).doesNotExist();
  }

  @Test
  void whatIsRevealedGoesToTheScreenOrAFileOfOnesOwn() throws Exception {
    node.on(
        RevealSecretRequest.class,
        request -> RevealedSecret.newBuilder().setValue(ByteString.copyFromUtf8("geheim")).build());
    Path file = directory.resolve("revealed");

    assertThat(run("secret", "reveal", "web", "x").exits(0).out()).isEqualTo("geheim\n");
    assertThat(run("secret", "reveal", "web", "x", "-f", "" + file).exits(0).out()).isEmpty();
    assertThat(file).hasContent("geheim");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    int asked = node.requests(RevealSecretRequest.class).size();
    assertThat(run("secret", "reveal", "web", "x", "-f", "" + file).exits(1).err())
        .contains("is there already");
    assertThat(node.requests(RevealSecretRequest.class)).hasSize(asked);
  }

  @Test
  void keysAreShownWithWhoCanOpenThem() {
    node.on(
        GetSecretKeysRequest.class,
        request ->
            SecretKeys.newBuilder()
                .addKeys(
                    DataKey.newBuilder()
                        .setGeneration(2)
                        .setFingerprint(FINGERPRINT)
                        .setValues(12)
                        .addRecipients("a"))
                .addRecipients(
                    SecretRecipient.newBuilder()
                        .setName("a")
                        .setKind(SecretRecipient.Kind.NODE)
                        .addOpens(2))
                .addRecipients(
                    SecretRecipient.newBuilder()
                        .setName("b")
                        .setKind(SecretRecipient.Kind.NODE)
                        .setMismatch(true))
                .build());
    node.on(
        ListSecretsRequest.class,
        request ->
            ListSecretsResponse.newBuilder()
                .addEntries(entry("db/password").setNode("a"))
                .setMore(true)
                .build());

    assertThat(run("secret", "fingerprint").exits(0).out())
        .contains(FINGERPRINT, "none (KEY_MISMATCH)", "no recovery key");
    assertThat(run("secret", "list", "web").exits(0).out())
        .contains("db/password", FINGERPRINT, "--after db/password --after-node a");
    assertThat(run("secret", "fingerprint", "-o", "json").exits(0).out())
        .contains("\"mismatch\": true");
  }

  @Test
  void aRecoveryKeyIsMadeWithoutAClusterAndAdded() throws Exception {
    node.on(AddRecipientRequest.class, request -> ChangeRecipientResponse.getDefaultInstance());
    node.on(
        RotateSecretsRequest.class,
        request -> RotateSecretsResponse.newBuilder().setGeneration(3).build());
    Path file = directory.resolve("safe.key");

    String shared = run("secret", "recipient", "make", "" + file).exits(0).out().strip();
    assertThat(shared).matches("[0-9a-f]{64}");
    assertThat(Files.readString(file)).startsWith("quorate-secret-key 1\n").doesNotContain(shared);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("secret", "recipient", "add", "safe", shared).exits(0).out())
        .isEqualTo("data keys are sealed to safe\n");
    assertThat(node.requests(AddRecipientRequest.class).get(0).getKey()).isEqualTo(shared);
    assertThat(run("secret", "rotate", "--dry-run").exits(0).out())
        .isEqualTo("would be data key 3 (nothing was changed)\n");
  }
}

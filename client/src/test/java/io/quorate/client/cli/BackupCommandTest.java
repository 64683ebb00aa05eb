package io.quorate.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.FakeNode;
import io.quorate.v1.CopyPart;
import io.quorate.v1.DataKey;
import io.quorate.v1.FindBackupRequest;
import io.quorate.v1.FindBackupResponse;
import io.quorate.v1.GetSecretKeysRequest;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretRecipient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is there as a whole, or not at all. */
final class BackupCommandTest {
  @TempDir Path folder;
  private FakeNode node;
  private Path file;

  @BeforeEach
  void start() {
    file = folder.resolve("monday.zip");
    node =
        FakeNode.start()
            .on(
                FindBackupRequest.class,
                request -> FindBackupResponse.newBuilder().setIndex(7).build());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run() {
    return CliRun.with(node).run("backup", file.toString());
  }

  private static ByteString zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("quorate-backup"));
      zip.write("format=1\n".repeat(1_000).getBytes(UTF_8));
      zip.closeEntry();
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }

  private static CopyPart part(ByteString bytes) {
    return CopyPart.newBuilder().setZip(bytes).build();
  }

  private static CopyPart last(ByteString bytes) {
    return CopyPart.newBuilder().setZip(bytes).setComplete(true).build();
  }

  @Test
  void itIsWrittenForItsOwnerAlone() throws IOException {
    ByteString zip = zip();
    node.copying(List.of(part(zip.substring(0, 20)), last(zip.substring(20))));

    assertThat(run().exits(0).out()).contains("OK: " + file);

    assertThat(Files.readAllBytes(file)).isEqualTo(zip.toByteArray());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private static SecretKeys keys(int values, SecretRecipient.Kind recipient) {
    return SecretKeys.newBuilder()
        .addKeys(DataKey.newBuilder().setGeneration(1).setValues(values))
        .addRecipients(SecretRecipient.newBuilder().setName("x").setKind(recipient))
        .build();
  }

  private String printed(SecretKeys keys) throws IOException {
    Files.deleteIfExists(file);
    node.copying(List.of(last(zip()))).on(GetSecretKeysRequest.class, request -> keys);
    return run().exits(0).out();
  }

  @Test
  void secretsThatOnlyNodesOpenAreWarnedOf() throws IOException {
    assertThat(printed(keys(3, SecretRecipient.Kind.NODE))).contains("only the key files of nodes");
    assertThat(printed(keys(3, SecretRecipient.Kind.RECOVERY))).doesNotContain("key files");
    assertThat(printed(keys(0, SecretRecipient.Kind.NODE))).doesNotContain("key files");
  }

  @Test
  void whatIsBrokenOffLeavesNothing() throws IOException {
    node.copying(List.of(part(zip())));

    assertThat(run().exits(3).err()).contains("broke off");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatCameDamagedLeavesNothing() throws IOException {
    node.copying(List.of(last(zip().substring(3))));

    assertThat(run().exits(1).err()).contains("no backup was made");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.writeString(file, "of last week");

    assertThat(run().exits(2).err()).contains("is there already");

    assertThat(file).hasContent("of last week");
  }
}

package io.quorate.server.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.NodeId;
import io.quorate.core.membership.Founding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup gives back what was put into it, or nothing. */
final class BackupFileTest {
  private static final BackupLabel LABEL =
      new BackupLabel(
          "prod",
          Founding.FIRST.next(new UUID(1, 2)),
          new NodeId("b"),
          4711,
          Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir Path root;
  private Path state;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    state = Files.createDirectories(root.resolve("of"));
    Files.writeString(state.resolve("CURRENT"), "MANIFEST-000001\n");
    Files.write(state.resolve("000012.sst"), "some bytes ".repeat(10_000).getBytes(UTF_8));
    file = root.resolve("backup.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      BackupFile.write(LABEL, state, out);
    }
  }

  private void unpack() throws IOException {
    new BackupFile(file).unpack(root.resolve("unpacked"));
  }

  @Test
  void whatWasWrittenIsThere() throws IOException {
    assertThat(new BackupFile(file).label()).isEqualTo(LABEL);

    unpack();

    for (String name : new String[] {"CURRENT", "000012.sst"}) {
      assertThat(root.resolve("unpacked").resolve(name))
          .hasSameBinaryContentAs(state.resolve(name));
    }
    assertThat(root.resolve("unpacked")).isDirectoryNotContaining("regex:.*quorate-backup");
  }

  @Test
  void oneThatIsCutOffIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 30));

    assertThatThrownBy(this::unpack)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aChangedByteIsSeen() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int inside = new String(bytes, ISO_8859_1).indexOf("000012.sst") + 60;
    bytes[inside] ^= 0x10;
    Files.write(file, bytes);

    assertThatThrownBy(this::unpack).isInstanceOf(IOException.class);
  }

  private void zip(String name, String content) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
      zip.closeEntry();
    }
  }

  @Test
  void nothingIsWrittenBesideTheFolder() throws IOException {
    for (String name : new String[] {"state/../../evil", "state/a/b", "/etc/evil", "state/.x"}) {
      zip(name, "x");

      assertThatThrownBy(this::unpack)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("something that no backup does");
    }
  }

  @Test
  void otherFilesAreNoBackups() throws IOException {
    zip("readme", "x");
    assertThatThrownBy(() -> new BackupFile(file).label()).hasMessageContaining("is no backup");

    zip("quorate-backup", "format=99\n");
    assertThatThrownBy(() -> new BackupFile(file).label()).hasMessageContaining("of format 99");

    zip("quorate-backup", "format=1\ncluster=prod\nfounding=x\n");
    assertThatThrownBy(() -> new BackupFile(file).label()).hasMessageContaining("damaged");
  }
}

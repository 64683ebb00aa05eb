package io.quorate.server.delivery;

import static io.quorate.server.delivery.FolderPlaceTest.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.Revision;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.delivery.FileSet;
import io.quorate.server.process.Accounts;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file is replaced by a rename. */
final class FilePlaceTest {
  private static final Instant AT = Instant.parse("2026-11-26T08:15:00Z");

  @TempDir Path directory;
  private Path file;
  private FilePlace place;

  @BeforeEach
  void prepare() throws Exception {
    file = directory.resolve("app.conf");
    place = at(file);
  }

  private static FilePlace at(Path file) throws Exception {
    return new FilePlace(
        file, OwnedFiles.of(FileAccess.DEFAULT, Accounts.ofMachine(Toolbox.detect())));
  }

  private String put(FileSet files, FileSet before) throws Exception {
    String written = before.equals(FileSet.EMPTY) ? "" : before.digest();
    return place.put(files, new DeliveryPlace.Told(new Revision(1), written, AT));
  }

  private List<String> names() throws Exception {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileComesChangesAndGoes() throws Exception {
    FileSet one = files("app.conf", "one");
    FileSet two = files("app.conf", "two");
    assertThat(place.read()).isEqualTo(FileSet.EMPTY);
    assertThat(put(one, FileSet.EMPTY)).isEmpty();
    assertThat(file).hasContent("one");
    assertThat(put(two, one)).isEmpty();
    assertThat(place.read().digest()).isEqualTo(two.digest());
    assertThat(put(FileSet.EMPTY, two)).isEmpty();

    assertThat(names()).isEmpty();
  }

  @Test
  void whatSomebodyElseWroteIsKeptAsideTheNewestThree() throws Exception {
    FileSet wanted = files("app.conf", "ours");
    for (int i = 0; i < 5; i++) {
      Files.writeString(file, "theirs " + i);
      assertThat(place.read().digest()).isNotEqualTo(wanted.digest());
      String remark = put(wanted, i == 0 ? FileSet.EMPTY : wanted);

      assertThat(remark).startsWith("what somebody else wrote there is kept as " + file);
      assertThat(file).hasContent("ours");
    }
    assertThat(names()).hasSize(4);
    assertThat(directory.resolve("app.conf.changed-20261126T081500Z")).doesNotExist();
  }

  @Test
  void whatIsNotOursToReplaceIsRefusedAndStays() throws Exception {
    Path other = Files.writeString(directory.resolve("other"), "x");
    Files.createSymbolicLink(file, other);
    refused("is a symbolic link");
    assertThat(other).hasContent("x");
    Files.delete(file);

    Files.createDirectory(file);
    refused("is a folder");
    Files.delete(file);

    place = at(directory.resolve("none/app.conf"));
    refused("there is no folder");
    assertThatThrownBy(() -> at(Path.of("/"))).hasMessageContaining("is no file");
  }

  private void refused(String why) {
    assertThatThrownBy(() -> put(files("app.conf", "1"), FileSet.EMPTY))
        .isInstanceOf(CannotDeliverException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aFullDiskIsTold() {
    IOException full = new FileSystemException("/x", null, "No space left on device");

    assertThat(CannotDeliverException.of(full).state()).isEqualTo(DeliveryReport.State.DISK_FULL);
    assertThat(CannotDeliverException.of(full)).hasMessage("/x: No space left on device");
    assertThat(CannotDeliverException.of(new IOException("Input/output error")).state())
        .isEqualTo(DeliveryReport.State.CANNOT_WRITE);
  }
}

package io.quorate.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.Revision;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.declaration.RunAs;
import io.quorate.core.delivery.FileSet;
import io.quorate.server.process.Accounts;
import io.quorate.server.process.Toolbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole tree is replaced at once, and what somebody else did to it is found and kept aside. */
final class FolderPlaceTest {
  private static final Instant AT = Instant.parse("2026-11-26T08:15:00Z");

  @TempDir Path directory;
  private Path folder;
  private FolderPlace place;

  @BeforeEach
  void prepare() throws Exception {
    folder = directory.resolve("app");
    place = at(folder);
  }

  private static FolderPlace at(Path folder) throws Exception {
    FileAccess access = new FileAccess(RunAs.NODE, 0640, 02750);
    return new FolderPlace(folder, OwnedFiles.of(access, Accounts.ofMachine(Toolbox.detect())));
  }

  static FileSet files(String... namesAndContents) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new FileSet(files);
  }

  private String put(long revision, FileSet files, FileSet before) throws Exception {
    String written = before.equals(FileSet.EMPTY) ? "" : before.digest();
    return place.put(files, new DeliveryPlace.Told(new Revision(revision), written, AT));
  }

  private String content(String name) throws Exception {
    return Files.readString(folder.resolve("current").resolve(name));
  }

  private List<String> names() throws Exception {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void nothingIsThereAtFirst() throws Exception {
    assertThat(place.read().digest()).isEqualTo(FileSet.EMPTY.digest());
    assertThat(folder).doesNotExist();
  }

  @Test
  void aTreeIsWrittenWithItsOwnersAndModesAndReadBack() throws Exception {
    FileSet wanted = files("a", "1", "limits/cpu.json", "{}", "limits/deep/x", "");

    assertThat(put(4, wanted, FileSet.EMPTY)).isEmpty();

    assertThat(place.read().digest()).isEqualTo(wanted.digest());
    assertThat(content("limits/cpu.json")).isEqualTo("{}");
    assertThat(Files.readSymbolicLink(folder.resolve("current"))).hasToString("rev-4");
    Path limits = folder.resolve("current/limits");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(limits)))
        .isEqualTo("rwxr-x---");
    assertThat(((Number) Files.getAttribute(limits, "unix:mode")).intValue() & 07777)
        .as("with the set-group-id bit")
        .isEqualTo(02750);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(limits.resolve("cpu.json"))))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aTreeReplacesTheOneBeforeWhichIsKeptForWhoStillReadsIt() throws Exception {
    FileSet one = files("a", "1", "b", "1");
    FileSet two = files("a", "2");
    FileSet three = files("a", "3");
    put(1, one, FileSet.EMPTY);
    Path reader = folder.resolve("current").toRealPath();
    put(2, two, one);
    assertThat(reader.resolve("b")).hasContent("1");
    assertThat(content("a")).isEqualTo("2");
    put(3, three, two);

    assertThat(names()).containsExactly("current", "rev-2", "rev-3");
    assertThat(place.read().digest()).isEqualTo(three.digest());
    put(4, FileSet.EMPTY, three);
    assertThat(place.read().digest()).isEqualTo(FileSet.EMPTY.digest());
  }

  @Test
  void whatSomebodyElseDidIsFoundPutBackAndKeptAside() throws Exception {
    FileSet wanted = files("a", "1", "d/b", "1");
    put(1, wanted, FileSet.EMPTY);
    List<Tampering> tamperings =
        List.of(
            current -> Files.writeString(current.resolve("a"), "edited"),
            current -> Files.writeString(current.resolve("new"), ""),
            current -> Files.delete(current.resolve("d/b")),
            current -> Files.createSymbolicLink(current.resolve("link"), Path.of("a")),
            current -> Files.createDirectory(current.resolve("empty")),
            current ->
                Files.setPosixFilePermissions(
                    current.resolve("a"), PosixFilePermissions.fromString("rw-rw-rw-")),
            current ->
                Files.setPosixFilePermissions(
                    current.resolve("d"), PosixFilePermissions.fromString("rwxrwxrwx")));
    for (Tampering tampering : tamperings) {
      tampering.with(folder.resolve("current"));
      assertThat(place.read().digest()).isNotEqualTo(wanted.digest());

      assertThat(put(1, wanted, wanted)).startsWith("what somebody else wrote there is kept as");

      assertThat(place.read().digest()).isEqualTo(wanted.digest());
    }
    assertThat(names().stream().filter(name -> name.startsWith("files.changed-2026")))
        .as("the last ones")
        .hasSize(3);
  }

  /** Something that is done to a tree by hand. */
  private interface Tampering {
    void with(Path current) throws Exception;
  }

  @Test
  void aLinkThatLeadsElsewhereIsPutBackAndNothingThereIsTouched() throws Exception {
    FileSet wanted = files("a", "1");
    put(1, wanted, FileSet.EMPTY);
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("precious"), "x");
    Files.delete(folder.resolve("current"));
    Files.createSymbolicLink(folder.resolve("current"), elsewhere);
    assertThat(place.read().digest()).isNotEqualTo(wanted.digest());

    assertThat(put(1, wanted, wanted)).isEqualTo("the link led to " + elsewhere);

    assertThat(place.read().digest()).isEqualTo(wanted.digest());
    assertThat(elsewhere.resolve("precious")).hasContent("x");
  }

  @Test
  void whatAnEndOfTheNodeLeftHalfDoneIsNoHindrance() throws Exception {
    Files.createDirectories(folder.resolve(".next/half"));
    Files.createSymbolicLink(folder.resolve(".current"), Path.of("nowhere"));
    FileSet wanted = files("a", "1");
    put(1, wanted, FileSet.EMPTY);

    assertThat(names()).containsExactly("current", "rev-1");
  }

  @Test
  void whatIsNotOursToReplaceIsRefusedAndStays() throws Exception {
    Files.writeString(folder, "a file");
    refused("is no folder");
    assertThat(folder).hasContent("a file");
    Files.delete(folder);

    Files.createSymbolicLink(folder, directory);
    refused("is a symbolic link");
    Files.delete(folder);

    Files.createDirectories(folder.resolve("current"));
    refused("is no link made here");
    assertThat(names()).containsExactly("current");

    place = at(directory.resolve("no/such/app"));
    refused("there is no folder");
  }

  private void refused(String why) {
    assertThatThrownBy(() -> place.read())
        .isInstanceOf(CannotDeliverException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> put(1, files("a", "1"), FileSet.EMPTY))
        .isInstanceOf(CannotDeliverException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aUserWhoIsNotThereIsNamed() {
    FileAccess access = new FileAccess(new RunAs("no-such-user", ""), 0640, 0750);

    assertThatThrownBy(() -> OwnedFiles.of(access, Accounts.ofMachine(Toolbox.detect())))
        .isInstanceOf(CannotDeliverException.class)
        .hasMessageContaining("there is no user no-such-user");
  }
}

package io.quorate.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code quorate prepare} makes, by the JVM of this test. */
final class ClassArchiveTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String CLASS = "io/quorate/server/ClassArchive";

  @TempDir Path folder;

  private Path list;
  private Path archive;

  @BeforeEach
  void layOut() throws IOException {
    list = Files.writeString(folder.resolve("classes.list"), CLASS + "\nno/such/Type\n");
    archive = Files.createDirectories(folder.resolve("lib")).resolve("quorate-17.jsa");
  }

  @Test
  void oneThatTheJvmTakesReplacesTheOneBefore() throws Exception {
    Files.writeString(archive, "of another time");
    new ClassArchive(JAVA, jar().toString(), list).write(archive);
    assertThat(archive).isNotEmptyFile().isReadable();
    assertThat(Files.size(archive)).isGreaterThan(100_000);
    assertThat(beside()).containsExactly("quorate-17.jsa");
  }

  @Test
  void whatTheJvmCannotMakeLeavesNothingBehind() throws Exception {
    ClassArchive ofNothing = new ClassArchive(JAVA, jar().toString(), folder.resolve("missing"));
    assertThatThrownBy(() -> ofNothing.write(archive))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the JVM ended with 1: ");
    assertThat(beside()).isEmpty();
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("one.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream type = Main.class.getResourceAsStream("ClassArchive.class")) {
      out.putNextEntry(new ZipEntry(CLASS + ".class"));
      requireNonNull(type).transferTo(out);
    }
    return jar;
  }

  private String[] beside() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }
}

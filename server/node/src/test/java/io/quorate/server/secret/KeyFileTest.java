package io.quorate.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key pair of a node is made once, read by nobody else, and never replaced by itself. */
final class KeyFileTest {
  private static final NodeId A = new NodeId("a");

  @TempDir Path directory;

  private KeyFile file() {
    return new KeyFile(directory, "c", A);
  }

  @Test
  void itIsMadeOnceAndClosedToOthers() throws Exception {
    KeyPair made = file().open();

    assertThat(file().open().shared()).isEqualTo(made.shared());
    assertThat(permissions(file().path())).isEqualTo("rw-------");
    assertThat(permissions(directory.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(directory.resolve("secrets").resolve("node.key.next")).doesNotExist();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whatACopyHasOpenedIsClosedAgain() throws Exception {
    file().open();
    Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r--r--"));
    file().open();
    assertThat(permissions(file().path())).isEqualTo("rw-------");
  }

  @Test
  void anyDamageIsSaidAndNothingIsReplaced() throws Exception {
    file().open();
    byte[] good = Files.readAllBytes(file().path());
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file().path(), bad);
      if (i % 2 == 0) {
        Files.write(file().path(), Arrays.copyOf(good, random.nextInt(good.length - 1)));
      }
      byte[] there = Files.readAllBytes(file().path());
      assertThatThrownBy(() -> file().open())
          .isInstanceOf(KeyFileException.class)
          .hasMessageContaining("node.key is damaged")
          .hasMessageContaining("move it away");
      assertThat(Files.readAllBytes(file().path())).isEqualTo(there);
    }
  }

  @Test
  void theKeyOfAnotherNodeOrClusterIsNotUsed() throws Exception {
    file().open();
    assertThatThrownBy(() -> new KeyFile(directory, "c", new NodeId("b")).open())
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("is the key of node a of cluster c, not of b of c");
    assertThatThrownBy(() -> new KeyFile(directory, "d", A).open())
        .isInstanceOf(KeyFileException.class);
  }

  @Test
  void whatIsNoFileIsNotUsed() throws Exception {
    Files.createDirectories(file().path());
    assertThatThrownBy(() -> file().open()).isInstanceOf(KeyFileException.class);
  }
}

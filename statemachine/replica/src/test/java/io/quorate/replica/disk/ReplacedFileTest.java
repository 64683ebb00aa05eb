package io.quorate.replica.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplacedFileTest {
  @TempDir private Path folder;
  private final List<Path> forced = new ArrayList<>();
  private long millis = 1_000;

  private void replace(Path file) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), "some vote");
    Files.setLastModifiedTime(next, FileTime.fromMillis(millis++));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void aFileThatIsNotThereNeedsNothing() throws IOException {
    new ReplacedFile(folder.resolve("vote"), forced::add).settle();
    assertThat(forced).isEmpty();
  }

  @Test
  void forcesTheFolderOnceForEachReplacement() throws IOException {
    Path file = folder.resolve("vote");
    ReplacedFile vote = new ReplacedFile(file, forced::add);
    for (int replacement = 1; replacement <= 3; replacement++) {
      replace(file);
      vote.settle();
      vote.settle();
      assertThat(forced).hasSize(replacement).containsOnly(folder);
    }
  }

  @Test
  void triesAgainAfterAFailure() throws IOException {
    Path file = folder.resolve("vote");
    ReplacedFile vote =
        new ReplacedFile(
            file,
            path -> {
              forced.add(path);
              if (forced.size() == 1) {
                throw new IOException("the disk is gone");
              }
            });
    replace(file);
    assertThatThrownBy(vote::settle).hasMessage("the disk is gone");
    vote.settle();
    vote.settle();
    assertThat(forced).hasSize(2);
  }

  @Test
  void isReadOnceForEachReplacementAndNeverBeforeItIsForced() throws IOException {
    Path file = folder.resolve("vote");
    ReplacedFile vote = new ReplacedFile(file, forced::add);
    assertThat(vote.settled()).isNull();
    replace(file);
    byte[] first = vote.settled();
    assertThat(first).asString(StandardCharsets.UTF_8).isEqualTo("some vote");
    assertThat(forced).hasSize(1);
    assertThat(vote.settled()).isSameAs(first);
    assertThat(forced).hasSize(1);
    replace(file);
    assertThat(vote.settled()).isNotSameAs(first).isEqualTo(first);
    assertThat(forced).hasSize(2);
  }

  /** One that is replaced while it is forced may not be there for good yet. */
  @Test
  void isReadAgainWhenItIsReplacedMeanwhile() throws IOException {
    Path file = folder.resolve("vote");
    ReplacedFile vote =
        new ReplacedFile(
            file,
            path -> {
              forced.add(path);
              if (forced.size() == 1) {
                Path next = Files.writeString(folder.resolve("next"), "a later vote");
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
              }
            });
    replace(file);
    assertThat(vote.settled()).asString(StandardCharsets.UTF_8).isEqualTo("a later vote");
    assertThat(forced).hasSize(2);
  }
}

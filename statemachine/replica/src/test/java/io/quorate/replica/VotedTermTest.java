package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.disk.ReplacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VotedTermTest {
  @TempDir private Path folder;
  private final AtomicBoolean broken = new AtomicBoolean();

  private void vote(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.move(next, folder.resolve("raft-meta"), StandardCopyOption.ATOMIC_MOVE);
  }

  private VotedTerm term() {
    return new VotedTerm(
        new ReplacedFile(
            folder.resolve("raft-meta"),
            path -> {
              if (broken.get()) {
                throw new IOException("the disk is gone");
              }
            }));
  }

  @Test
  void isTheOneOnDisk() throws IOException {
    VotedTerm term = term();
    assertThat(term.read()).isZero();
    vote("#Thu Nov 26\nterm=7\nvotedFor=a\n");
    assertThat(term.read()).isEqualTo(7);
    vote("term=12\nvotedFor=\n");
    assertThat(term.read()).isEqualTo(12);
    assertThat(term.read()).isEqualTo(12);
  }

  @Test
  void isOfNobodyWhenTheDiskDoesNotKeepIt() throws IOException {
    VotedTerm term = term();
    vote("term=7\n");
    broken.set(true);
    assertThat(term.read()).isZero();
    broken.set(false);
    assertThat(term.read()).isEqualTo(7);
    vote("");
    assertThat(term.read()).isZero();
  }
}

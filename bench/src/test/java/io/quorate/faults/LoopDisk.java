package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own that can stop answering, unmounted when closed. Needs root, loop devices
 * and {@code fsfreeze}; the test is skipped without.
 */
final class LoopDisk implements AutoCloseable {
  private static final long BYTES = 1_200L << 20;

  private final Path place;
  private final Path image;

  private LoopDisk(Path place, Path image) {
    this.place = place;
    this.image = image;
  }

  /** Mounts one at a folder, which is made. */
  static LoopDisk mount(Path place) throws Exception {
    Files.createDirectories(place);
    Path image = place.resolveSibling(place.getFileName() + ".image");
    try (RandomAccessFile sparse = new RandomAccessFile(image.toFile(), "rw")) {
      sparse.setLength(BYTES);
    }
    LoopDisk disk = new LoopDisk(place, image);
    boolean done =
        possible("mkfs.ext4", "-q", "-F", image.toString())
            && possible("fsfreeze", "--version")
            && possible("mount", "-o", "loop", image.toString(), place.toString());
    if (!done) {
      Files.delete(image);
    }
    assumeTrue(done, "skipped: needs root, mkfs.ext4, fsfreeze and loop devices");
    return disk;
  }

  /** From now on everything that writes here waits. */
  void freeze() throws Exception {
    run("fsfreeze", "-f", place.toString());
  }

  /** It goes on. */
  void thaw() throws Exception {
    run("fsfreeze", "-u", place.toString());
  }

  private static void run(String... command) throws Exception {
    RunOutcome outcome = RunOutcome.ofProgram(List.of(command));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  private static boolean possible(String... command) throws Exception {
    try {
      return RunOutcome.ofProgram(List.of(command)).exitCode() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  /** To be called when what used it has ended, or been killed. */
  @Override
  public void close() throws IOException {
    try {
      RunOutcome.ofProgram(List.of("fsfreeze", "-u", place.toString()));
      RunOutcome.ofProgram(List.of("umount", "-l", place.toString()));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    Files.delete(image);
  }
}

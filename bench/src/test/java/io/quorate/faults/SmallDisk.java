package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of its own in memory, unmounted when closed. Needs root; the test is skipped without. */
final class SmallDisk implements AutoCloseable {
  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Mounts one at a folder, which is made. */
  static SmallDisk mount(Path place, long bytes) throws IOException, InterruptedException {
    Files.createDirectories(place);
    RunOutcome mounted =
        RunOutcome.ofProgram(
            List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", place.toString()));
    assumeTrue(mounted.exitCode() == 0, "cannot mount a disk, are you root? " + mounted.output());
    return new SmallDisk(place);
  }

  void readOnly() throws IOException, InterruptedException {
    remount("ro");
  }

  /** No program and no library that lies there can be run. */
  void runNothing() throws IOException, InterruptedException {
    remount("noexec");
  }

  private void remount(String option) throws IOException, InterruptedException {
    RunOutcome done =
        RunOutcome.ofProgram(List.of("mount", "-o", "remount," + option, place.toString()));
    assertThat(done.exitCode()).as(done.output()).isZero();
  }

  Path place() {
    return place;
  }

  @Override
  public void close() throws IOException {
    try {
      RunOutcome.ofProgram(List.of("umount", "-l", place.toString()));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}

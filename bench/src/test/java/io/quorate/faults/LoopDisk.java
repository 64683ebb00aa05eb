package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk of its own, an ext4 file system in a file, which can lose its power, so that what was not
 * forced to it is gone, or stop answering. Needs root, loop devices, {@code perl} and {@code
 * fsfreeze}; the test is skipped without.
 */
final class LoopDisk implements AutoCloseable {
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

  /** Ends the file system at once, without writing out its journal (EXT4_IOC_SHUTDOWN, 2). */
  private static final String SHUTDOWN =
      "use Fcntl; foreach (@ARGV) { my $how = pack('L', 2);"
          + " sysopen(my $disk, $_, O_RDONLY) or die \"$_: $!\";"
          + " ioctl($disk, 0x8004587d, $how) or die \"$_: $!\"; }";

  private final Path image;
  private final Path place;

  private LoopDisk(Path image, Path place) {
    this.image = image;
    this.place = place;
  }

  /**
   * Makes one and mounts it at a folder, which is made.
   *
   * <p>The folder is a shared mount of its own below the disk. So the disk is gone with its unmount
   * in every other tree of mounts too, such as those that network namespaces have: it would live on
   * there, and be found again, dead, by the next mount.
   */
  static LoopDisk make(Path image, Path place, long bytes)
      throws IOException, InterruptedException {
    try (var file =
        Files.newByteChannel(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.position(bytes - 1).write(java.nio.ByteBuffer.allocate(1));
    }
    Files.createDirectories(place);
    LoopDisk disk = new LoopDisk(image, place);
    for (List<String> step :
        List.of(
            List.of("perl", "-e", "1"),
            List.of("fsfreeze", "--version"),
            List.of("mkfs.ext4", "-q", "-F", image.toString()),
            List.of("mount", "--bind", place.toString(), place.toString()),
            List.of("mount", "--make-shared", place.toString()),
            disk.mounting())) {
      assumeTrue(works(step), "skipped: needs root, loop devices and " + step.get(0));
    }
    return disk;
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      return RunOutcome.ofProgram(command).exitCode() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private List<String> mounting() {
    return List.of("mount", "-t", "ext4", "-o", "loop", image.toString(), place.toString());
  }

  /** Its block device, as {@code 7:0}. */
  String device() throws IOException, InterruptedException {
    return run(List.of("mountpoint", "-d", place.toString())).lastLine();
  }

  /** From now on everything that writes here waits. */
  void freeze() throws IOException, InterruptedException {
    run(List.of("fsfreeze", "-f", place.toString()));
  }

  /** It goes on. */
  void thaw() throws IOException, InterruptedException {
    run(List.of("fsfreeze", "-u", place.toString()));
  }

  /** The power of these disks fails, at one moment. Whoever uses them gets errors from now on. */
  static void cutPower(List<LoopDisk> disks) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("perl", "-e", SHUTDOWN));
    disks.forEach(disk -> command.add(disk.place.toString()));
    run(command);
  }

  /** Unmounts it, which waits for whoever uses it, and mounts what is left of it. */
  void powerUp() throws Exception {
    Scene.until("nobody uses " + place, IDLE_LIMIT, () -> works(List.of("umount", "" + place)));
    run(mounting());
  }

  private static RunOutcome run(List<String> command) throws IOException, InterruptedException {
    RunOutcome outcome = RunOutcome.ofProgram(command);
    assertThat(outcome.exitCode()).as(command + ": " + outcome.output()).isZero();
    return outcome;
  }

  @Override
  public void close() throws IOException {
    try {
      RunOutcome.ofProgram(List.of("fsfreeze", "-u", place.toString()));
      RunOutcome.ofProgram(List.of("umount", "-l", place.toString()));
      RunOutcome.ofProgram(List.of("umount", "-l", place.toString()));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}

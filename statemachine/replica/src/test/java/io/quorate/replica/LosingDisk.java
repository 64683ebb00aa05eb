package io.quorate.replica;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * An ext4 file system in a file, of which it can be seen what a power failure leaves. Needs root,
 * loop devices and {@code perl}; the test is skipped without.
 */
final class LosingDisk implements AutoCloseable {
  private static final long BYTES = 300L << 20;

  /** Ends the file system at once, without writing out its journal (EXT4_IOC_SHUTDOWN, 2). */
  private static final String SHUTDOWN =
      "use Fcntl; my $how = pack('L', 2); sysopen(my $disk, $ARGV[0], O_RDONLY) or die $!;"
          + " ioctl($disk, 0x8004587d, $how) or die $!;";

  private final Path image;
  private final Path place;
  private final List<Path> mounted = new ArrayList<>();

  private LosingDisk(Path image, Path place) {
    this.image = image;
    this.place = place;
  }

  static LosingDisk at(Path place) throws Exception {
    Path image = place.resolveSibling(place.getFileName() + ".img");
    try (SeekableByteChannel file =
        Files.newByteChannel(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.position(BYTES - 1).write(ByteBuffer.allocate(1));
    }
    LosingDisk disk = new LosingDisk(image, place);
    boolean made =
        Programs.succeeds("mkfs.ext4", "-q", "-F", image + "") && disk.mount(image, place);
    Assumptions.assumeTrue(
        made, "skipped: a disk that loses its power needs root and loop devices");
    return disk;
  }

  private boolean mount(Path from, Path at) throws Exception {
    Files.createDirectories(at);
    mounted.add(at);
    return Programs.succeeds("mount", "-t", "ext4", "-o", "loop", from + "", at + "");
  }

  /**
   * Cuts its power, for ever.
   *
   * @return a folder with what a machine would find on it that starts again
   */
  Path cutPower() throws Exception {
    Assumptions.assumeTrue(
        Programs.succeeds("perl", "-e", SHUTDOWN, place + ""), "skipped: needs perl");
    Path copy = image.resolveSibling(image.getFileName() + ".copy");
    Path found = image.resolveSibling(image.getFileName() + ".found");
    if (!Programs.succeeds("cp", "--sparse=always", image + "", copy + "") || !mount(copy, found)) {
      throw new IOException("cannot mount what is left of " + image);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    try {
      for (Path at : mounted) {
        Programs.succeeds("umount", "-l", at + "");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

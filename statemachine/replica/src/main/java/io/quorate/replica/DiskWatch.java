package io.quorate.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process while its disk has a little room left. Ratis writes its vote by way of a new
 * file, and moves that into place even when the disk was full and it is empty: a node that goes on
 * until nothing can be written may have lost its vote, and could then not be let back.
 */
final class DiskWatch {
  static final Duration PERIOD = Duration.ofSeconds(1);
  private static final long MIN_FREE_BYTES = 16L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

  private final Path directory;
  private final Halt halt;

  DiskWatch(Path directory, Halt halt) {
    this.directory = directory;
    this.halt = halt;
  }

  void look() {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      if (free < MIN_FREE_BYTES) {
        halt.halt(
            HaltReason.LOG_FAILED,
            "the disk of " + directory + " has only " + (free >> 10) + " KiB left; free some",
            null);
      }
    } catch (IOException e) {
      LOG.warn("cannot tell how full the disk of {} is: {}", directory, e.toString());
    }
  }
}

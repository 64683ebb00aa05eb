package io.quorate.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Counts the starts of a node on its disk, so that messages of an earlier run can be told from
 * those of a later.
 */
final class Incarnation {
  private static final String FILE = "incarnation";

  private Incarnation() {}

  /**
   * The number of this start: one more than that of the last, and on the disk before anybody is
   * told.
   *
   * @throws IOException when it cannot be read or written
   */
  static long next(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(FILE);
    long next = last(file) + 1;
    Path draft = dataDirectory.resolve(FILE + ".next");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(StandardCharsets.US_ASCII.encode(next + "\n"));
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(dataDirectory, StandardOpenOption.READ)) {
      directory.force(true);
    }
    return next;
  }

  private static long last(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException damaged) {
      throw new IOException(
          file + " holds '" + text + "' where a number should be; the data directory is damaged",
          damaged);
    }
  }
}

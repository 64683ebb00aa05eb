package io.quorate.bench.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much a log on disk holds. */
public final class LogBytes {
  private static final int STRIDE = 64 << 10;
  private static final int ATTEMPTS = 10;
  private static final Pattern RAFT_SEGMENT = Pattern.compile("log_(inprogress_)?\\d+(-\\d+)?");

  private LogBytes() {}

  /** Bytes of all Raft segments below a node's data; what is laid out ahead is not counted. */
  public static long of(Path data) throws IOException {
    return of(data, RAFT_SEGMENT);
  }

  /**
   * Bytes of all files of such a name below a folder; what is laid out ahead is not counted.
   *
   * @param names of whole files, without the folder
   */
  public static long of(Path data, Pattern names) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return sum(data, names);
      } catch (FileNotFoundException | NoSuchFileException | UncheckedIOException renamed) {
        // Whoever writes it goes on meanwhile, and begins a new file now and then.
        if (attempt == ATTEMPTS) {
          throw new IOException("the files of " + data + " keep changing", renamed);
        }
      }
    }
  }

  private static long sum(Path data, Pattern names) throws IOException {
    long sum = 0;
    for (Path segment : segments(data, names)) {
      sum += used(segment);
    }
    return sum;
  }

  private static List<Path> segments(Path data, Pattern names) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> names.matcher(file.getFileName().toString()).matches()).toList();
    }
  }

  /** A segment that is written to ends with zeros, as far as it is laid out. */
  private static long used(Path segment) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
      byte[] part = new byte[STRIDE];
      for (long end = file.length(); end > 0; end -= STRIDE) {
        long from = Math.max(0, end - STRIDE);
        int length = (int) (end - from);
        file.seek(from);
        file.readFully(part, 0, length);
        for (int i = length - 1; i >= 0; i--) {
          if (part[i] != 0) {
            return from + i + 1;
          }
        }
      }
      return 0;
    }
  }
}

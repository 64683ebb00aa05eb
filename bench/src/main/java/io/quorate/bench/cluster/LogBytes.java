package io.quorate.bench.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How much the Raft log of a node holds. */
public final class LogBytes {
  private static final int STRIDE = 64 << 10;

  private LogBytes() {}

  /** Bytes of all segments below the node's data; what is laid out ahead is not counted. */
  public static long of(Path data) throws IOException {
    long sum = 0;
    for (Path segment : segments(data)) {
      sum += used(segment);
    }
    return sum;
  }

  private static List<Path> segments(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.getFileName().toString().matches("log_(inprogress_)?\\d+(-\\d+)?"))
          .toList();
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

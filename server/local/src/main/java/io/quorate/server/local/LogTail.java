package io.quorate.server.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The end of a log. */
final class LogTail {
  private LogTail() {}

  /** The last lines that are not empty; none when it cannot be read. */
  static List<String> of(Path log, int count) {
    Deque<String> last = new ArrayDeque<>();
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      lines
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                if (last.size() == count) {
                  last.removeFirst();
                }
                last.addLast(line);
              });
    } catch (IOException unreadable) {
      return List.of();
    }
    return List.copyOf(last);
  }
}

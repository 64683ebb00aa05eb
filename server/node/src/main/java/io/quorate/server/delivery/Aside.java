package io.quorate.server.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Names beside a file or folder for what somebody else wrote there, the newest few of them. */
final class Aside {
  private static final String MARK = ".changed-";
  private static final int KEPT = 3;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Aside() {}

  /** A name that nothing has, in the same folder. */
  static Path beside(Path path, Instant at) {
    String name = path.getFileName() + MARK + STAMP.format(at);
    Path free = path.resolveSibling(name);
    for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
      free = path.resolveSibling(name + "-" + i);
    }
    return free;
  }

  /** All of them in the folder, whose names begin so, but for the newest few: to be deleted. */
  static List<Path> surplus(Path folder, String begin) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(path -> isAside(path.getFileName().toString(), begin))
          .sorted(Comparator.comparing(Path::toString))
          .forEach(all::add);
    }
    return all.subList(0, Math.max(0, all.size() - KEPT));
  }

  private static boolean isAside(String name, String begin) {
    return name.startsWith(begin) && name.contains(MARK);
  }
}

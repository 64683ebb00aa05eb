package io.quorate.replica.store;

import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where folders that are damaged go, each as {@code NUMBER.NAME}: people may look at them, the
 * program does not any more.
 */
public final class DamagedParts {
  /** They may be large, so only the last ones are kept. */
  static final int KEPT = 2;

  private static final Logger LOG = LoggerFactory.getLogger(DamagedParts.class);
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\..+");

  private final Path folder;

  /** Over an existing or future folder of the same file system. */
  public DamagedParts(Path folder) {
    this.folder = folder;
  }

  /** Takes the folder in, and says so in the log. */
  public void take(Path part, String why) throws IOException {
    Files.createDirectories(folder);
    List<Path> before = oldestFirst();
    long number = before.isEmpty() ? 1 : number(before.get(before.size() - 1)) + 1;
    Path place = folder.resolve(number + "." + part.getFileName());
    DurableFiles.move(part, place);
    LOG.warn("set aside as {}, and not used any more: {}", place, why);
    List<Path> all = oldestFirst();
    for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
      DurableFiles.deleteTree(old);
    }
  }

  private List<Path> oldestFirst() throws IOException {
    return DurableFiles.list(folder).stream()
        .filter(path -> number(path) > 0)
        .sorted(Comparator.comparingLong(DamagedParts::number))
        .toList();
  }

  private static long number(Path part) {
    Matcher name = NAME.matcher(part.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }
}

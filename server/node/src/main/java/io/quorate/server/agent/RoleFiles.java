package io.quorate.server.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code run/GROUP.json} for each group of this node, replaced atomically, so that any
 * program can follow its role without a library (feature X4). On a thread of its own: a disk that
 * does not answer holds up nobody. Only the newest content of a file waits.
 */
public final class RoleFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoleFiles.class);
  private static final String SUFFIX = ".json";
  private static final int CLOSE_SECONDS = 2;

  private final Path directory;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final Thread writer;
  private boolean closed;
  private boolean failing;

  /**
   * Begins to write into {@code run} of the data directory.
   *
   * @throws IOException when the directory cannot be made
   */
  public RoleFiles(Path dataDirectory) throws IOException {
    this.directory = Files.createDirectories(directory(dataDirectory));
    this.writer = new Thread(this::run, "role-files");
    writer.setDaemon(true);
    writer.start();
  }

  /** Where the role files of a node lie. */
  public static Path directory(Path dataDirectory) {
    return dataDirectory.resolve("run");
  }

  /** The role file of a group. */
  public static Path file(Path dataDirectory, String group) {
    return directory(dataDirectory).resolve(group + SUFFIX);
  }

  /** The files that earlier runs of the agent left. */
  public static List<RoleFile> read(Path dataDirectory) throws IOException {
    List<RoleFile> files = new ArrayList<>();
    if (!Files.isDirectory(directory(dataDirectory))) {
      return files;
    }
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(directory(dataDirectory), "*" + SUFFIX)) {
      for (Path path : stream) {
        readOne(path).ifPresent(files::add);
      }
    }
    return files;
  }

  private static Optional<RoleFile> readOne(Path path) throws IOException {
    try {
      return RoleFile.parse(Files.readString(path));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /** Writes soon. */
  void write(RoleFile file) {
    enqueue(file.group(), file.json());
  }

  /** Removes soon. */
  void remove(String group) {
    enqueue(group, "");
  }

  private synchronized void enqueue(String group, String content) {
    waiting.remove(group);
    waiting.put(group, content);
    notifyAll();
  }

  private void run() {
    while (true) {
      Map.@Nullable Entry<String, String> next = take();
      if (next == null) {
        return;
      }
      try {
        replace(next.getKey(), next.getValue());
        failing = false;
      } catch (IOException | UncheckedIOException disk) {
        if (!failing) {
          LOG.warn("role files cannot be written in {}: {}", directory, disk.toString());
        }
        failing = true;
      }
    }
  }

  private synchronized Map.@Nullable Entry<String, String> take() {
    try {
      while (waiting.isEmpty()) {
        if (closed) {
          return null;
        }
        wait(TimeUnit.SECONDS.toMillis(1));
      }
    } catch (InterruptedException closing) {
      return null;
    }
    Map.Entry<String, String> first = waiting.entrySet().iterator().next();
    Map.Entry<String, String> taken = Map.entry(first.getKey(), first.getValue());
    waiting.remove(first.getKey());
    return taken;
  }

  private void replace(String group, String content) throws IOException {
    Path target = directory.resolve(group + SUFFIX);
    if (content.isEmpty()) {
      Files.deleteIfExists(target);
      return;
    }
    Path next = directory.resolve(group + SUFFIX + ".next");
    Files.write(next, content.getBytes(StandardCharsets.UTF_8));
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      writer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}

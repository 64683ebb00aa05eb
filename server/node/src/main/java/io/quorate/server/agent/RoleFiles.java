package io.quorate.server.agent;

import io.quorate.core.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
 * Writes {@code run/GROUP.json} for each group of this node, and {@code run/LEASES} for all of
 * them, replaced atomically, so that any program can follow its role without a library (feature
 * X4). On a thread of its own: a disk that does not answer holds up nobody. Only the newest content
 * of a file waits.
 *
 * <p>From when leases count is written only when every role file says what it shall say: else the
 * file of a role that is lost would be told a longer lease.
 */
public final class RoleFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoleFiles.class);
  private static final String SUFFIX = ".json";

  /** No group has this name: those of groups are of small letters. */
  private static final String LEASES = "LEASES";

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int CLOSE_SECONDS = 2;
  private static final long RETRY_MILLIS = 1_000;

  private final Path directory;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final Thread writer;
  private @Nullable String leases;
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

  /** Which start of this machine its clock counts from; empty where the kernel does not say. */
  public static String boot() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException unnamed) {
      return "";
    }
  }

  /** The role that is shown of the group; empty when none is. */
  public static Optional<RoleFile> role(Path dataDirectory, String group) {
    return content(file(dataDirectory, group)).flatMap(RoleFile::parse);
  }

  /** From when the leases count that are shown; empty when none is, or none since the start. */
  public static Optional<LeaseFile> leases(Path dataDirectory) {
    String boot = boot();
    return content(directory(dataDirectory).resolve(LEASES))
        .flatMap(LeaseFile::parse)
        .filter(file -> file.boot().equals(boot));
  }

  private static Optional<String> content(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** The groups of which an earlier run of the agent left a file. */
  List<String> left() throws IOException {
    List<String> groups = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String group = name.substring(0, name.length() - SUFFIX.length());
        if (Names.wellFormed(group)) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  /** Writes soon. */
  void write(RoleFile file) {
    enqueue(file.group() + SUFFIX, file.json());
  }

  /** Removes soon. */
  void remove(String group) {
    enqueue(group + SUFFIX, "");
  }

  /** Writes when everything that was to be written before is. */
  synchronized void count(LeaseFile file) {
    leases = file.json();
    notifyAll();
  }

  private synchronized void enqueue(String file, String content) {
    waiting.put(file, content);
    notifyAll();
  }

  private void run() {
    while (true) {
      Written next = take();
      if (next == null) {
        return;
      }
      try {
        replace(next);
        failing = false;
      } catch (IOException | UncheckedIOException disk) {
        if (!failing) {
          LOG.warn(
              "role files cannot be written in {}: {}; leases that they tell of run out until it"
                  + " works again",
              directory,
              disk.toString());
        }
        failing = true;
        if (!again(next)) {
          return;
        }
      }
    }
  }

  /**
   * What is written next.
   *
   * @param file its name
   * @param content empty when it is removed
   */
  private record Written(String file, String content) {}

  private synchronized @Nullable Written take() {
    try {
      while (waiting.isEmpty() && leases == null) {
        if (closed) {
          return null;
        }
        wait(RETRY_MILLIS);
      }
    } catch (InterruptedException closing) {
      return null;
    }
    if (waiting.isEmpty()) {
      Written counted = new Written(LEASES, String.valueOf(leases));
      leases = null;
      return counted;
    }
    String file = waiting.keySet().iterator().next();
    return new Written(file, String.valueOf(waiting.remove(file)));
  }

  /** Puts back what could not be written, unless there is something newer; false at the end. */
  private synchronized boolean again(Written failed) {
    if (!failed.file().equals(LEASES)) {
      waiting.putIfAbsent(failed.file(), failed.content());
    } else if (leases == null) {
      leases = failed.content();
    }
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
    try {
      for (long left = RETRY_MILLIS; left > 0 && !closed; left = millisUntil(until)) {
        wait(left);
      }
    } catch (InterruptedException closing) {
      return false;
    }
    return !closed;
  }

  private static long millisUntil(long nanoTime) {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
  }

  private void replace(Written written) throws IOException {
    Path target = directory.resolve(written.file());
    if (written.content().isEmpty()) {
      Files.deleteIfExists(target);
      return;
    }
    Path next = directory.resolve(written.file() + ".next");
    Files.write(next, written.content().getBytes(StandardCharsets.UTF_8));
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

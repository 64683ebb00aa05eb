package io.quorate.server.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The machine's process table, read from a {@code /proc} file system. */
public final class ProcFs {
  private static final int MAX_ENVIRONMENT_BYTES = 2 * 1024 * 1024;
  private static final long KERNEL_THREADS = 2;

  private final Path root;

  /** The table under this directory, normally {@code /proc}. */
  public ProcFs(Path root) {
    this.root = root;
  }

  /** The running machine's. */
  public static ProcFs ofMachine() {
    return new ProcFs(Path.of("/proc"));
  }

  /**
   * Every process that could be read, with its marker. A process that ends meanwhile is left out;
   * one that starts meanwhile may be missing, so an empty result proves something only when
   * repeated.
   *
   * @throws IOException when there is no process table at all
   */
  public ProcessTable read() throws IOException {
    String[] names = root.toFile().list();
    if (names == null) {
      throw unlisted();
    }
    List<ProcessEntry> entries = new ArrayList<>();
    Set<Long> vanished = new TreeSet<>();
    // The youngest first: those that live shortest are the ones that would be missed.
    for (int i = names.length - 1; i >= 0; i--) {
      long pid = pidOf(names[i]);
      ProcessEntry entry = pid > 0 ? entry(pid) : null;
      if (entry != null) {
        entries.add(entry);
      } else if (pid > 0) {
        vanished.add(pid);
      }
    }
    return new ProcessTable(entries, vanished);
  }

  /** Why the list is missing: the JDK's own way of listing does not say. */
  private IOException unlisted() {
    try (DirectoryStream<Path> list = Files.newDirectoryStream(root)) {
      String what = list.iterator().hasNext() ? "just a moment ago" : "and it is empty";
      return new IOException("cannot list " + root + ", " + what);
    } catch (IOException reason) {
      return new IOException("cannot list " + root + ": " + reason.getMessage(), reason);
    }
  }

  /** The process that has this number now, or null. */
  public @Nullable ProcessId identify(long pid) {
    ProcessEntry entry = stat(pid, "");
    return entry == null ? null : entry.id();
  }

  /** Whether this very process exists and is no zombie. */
  public boolean alive(ProcessId id) {
    ProcessEntry entry = stat(id.pid(), "");
    return entry != null && entry.id().equals(id) && entry.state() == ProcessState.ALIVE;
  }

  private @Nullable ProcessEntry entry(long pid) {
    ProcessEntry entry = stat(pid, "");
    if (entry == null || entry.state() == ProcessState.ZOMBIE || ofKernel(entry)) {
      return entry; // it has no environment: reading it would be half of the work
    }
    byte[] environment = bytes(root.resolve(Long.toString(pid)).resolve("environ"));
    String marker = environment == null ? "" : marker(environment);
    return marker.isEmpty()
        ? entry
        : new ProcessEntry(entry.id(), entry.parent(), entry.session(), entry.state(), marker);
  }

  private static boolean ofKernel(ProcessEntry entry) {
    return entry.id().pid() == KERNEL_THREADS || entry.parent() == KERNEL_THREADS;
  }

  private static String marker(byte[] environment) {
    String guarded = Environ.value(environment, ProcessMarker.VARIABLE);
    if (!guarded.isEmpty()) {
      return guarded;
    }
    String guard = Environ.value(environment, ProcessMarker.GUARD_VARIABLE);
    return guard.isEmpty() ? "" : ProcessMarker.GUARD_SIGN + guard;
  }

  private @Nullable ProcessEntry stat(long pid, String marker) {
    byte[] line = bytes(root.resolve(Long.toString(pid)).resolve("stat"));
    return line == null ? null : ProcStat.parse(pid, text(line), marker);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * The file's content, or null when the process is gone or not ours to look into: both mean "not
   * seen".
   */
  private static byte @Nullable [] bytes(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readNBytes(MAX_ENVIRONMENT_BYTES);
    } catch (IOException goneOrForbidden) {
      return null;
    }
  }

  private static long pidOf(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return -1;
      }
    }
    return name.isEmpty() || name.length() > 18 ? -1 : Long.parseLong(name);
  }

  /** The number of the user that this process runs as; -1 where that cannot be told. */
  long ownUser() {
    try {
      return ((Number) Files.getAttribute(root.resolve("self"), "unix:uid")).longValue();
    } catch (IOException | UnsupportedOperationException unknown) {
      return -1;
    }
  }

  /**
   * Whether this machine has a process table in this form; without it nothing can be killed
   * completely.
   */
  public boolean usable() {
    return Files.isReadable(root.resolve("self").resolve("stat"));
  }
}

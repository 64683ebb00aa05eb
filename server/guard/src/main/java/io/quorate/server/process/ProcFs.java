package io.quorate.server.process;

import java.io.IOException;
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
  private static final long KERNEL_THREADS = 2;

  private final Path root;
  private final ProcMarkers markers;

  /** The table under this directory, normally {@code /proc}. */
  public ProcFs(Path root) {
    this.root = root;
    this.markers = new ProcMarkers(root);
  }

  /** The running machine's. */
  public static ProcFs ofMachine() {
    return new ProcFs(Path.of("/proc"));
  }

  /**
   * Every process that could be read, with its marker. A process that ends meanwhile is left out;
   * one that starts meanwhile may be missing, and one that is replacing its program shows no
   * marker, so an empty result proves something only when repeated.
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
    Set<Long> unmarked = new TreeSet<>();
    // The youngest first: those that live shortest are the ones that would be missed.
    for (int i = names.length - 1; i >= 0; i--) {
      long pid = pidOf(names[i]);
      ProcessEntry entry = pid > 0 ? entry(pid) : null;
      String marker = entry != null && hasEnvironment(entry) ? markers.of(pid) : "";
      if (entry != null) {
        entries.add(marker == null ? entry : entry.with(marker));
      } else if (pid > 0) {
        vanished.add(pid);
      }
      if (marker == null) {
        unmarked.add(pid);
      }
    }
    return new ProcessTable(entries, vanished, unmarked);
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
    ProcessEntry entry = entry(pid);
    return entry == null ? null : entry.id();
  }

  /** Whether this very process exists and is no zombie. */
  public boolean alive(ProcessId id) {
    ProcessEntry entry = entry(id.pid());
    return entry != null && entry.id().equals(id) && entry.state() == ProcessState.ALIVE;
  }

  /** What has ended has none, nor has what is of the kernel; reading would be half of the work. */
  private static boolean hasEnvironment(ProcessEntry entry) {
    return entry.state() == ProcessState.ALIVE && !ofKernel(entry);
  }

  private static boolean ofKernel(ProcessEntry entry) {
    return entry.id().pid() == KERNEL_THREADS || entry.parent() == KERNEL_THREADS;
  }

  private @Nullable ProcessEntry entry(long pid) {
    byte[] line = ProcMarkers.bytes(root.resolve(Long.toString(pid)).resolve("stat"));
    ProcStat stat = line == null ? null : ProcStat.of(ProcMarkers.text(line));
    return stat == null ? null : stat.entry(pid);
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

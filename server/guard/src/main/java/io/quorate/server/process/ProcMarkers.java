package io.quorate.server.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads the marks of processes out of their environments. */
final class ProcMarkers {
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  /**
   * How often to look at a process that is replacing its program. It takes microseconds, unless it
   * loses its processor meanwhile.
   */
  private static final int LOOKS = 20;

  private static final long PAUSE_NANOS = 50_000;

  private final Path root;

  /** Of the processes under this directory, normally {@code /proc}. */
  ProcMarkers(Path root) {
    this.root = root;
  }

  /**
   * The mark of a process, empty when it has none, is gone, or is not ours to look into.
   *
   * @return null when it cannot be told at this moment, since the process is replacing its program
   */
  @Nullable String of(long pid) {
    Path process = root.resolve(Long.toString(pid));
    for (int look = 0; look < LOOKS; look++) {
      byte[] environment = bytes(process.resolve("environ"));
      if (environment != null && environment.length > 0) {
        return marker(environment);
      }
      byte[] line = bytes(process.resolve("stat"));
      ProcStat stat = line == null ? null : ProcStat.of(text(line));
      if (stat != null && stat.headless()) {
        return ofThreads(process);
      }
      if (stat == null || environment == null || stat.emptyEnvironment()) {
        return "";
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return null;
  }

  /** Threads share one environment, and any that lives shows it. */
  private static String ofThreads(Path process) {
    Path threads = process.resolve("task");
    String[] names = threads.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      byte[] environment = bytes(threads.resolve(name).resolve("environ"));
      if (environment != null && environment.length > 0) {
        return marker(environment);
      }
    }
    return "";
  }

  private static String marker(byte[] environment) {
    String guarded = Environ.value(environment, ProcessMarker.VARIABLE);
    if (!guarded.isEmpty()) {
      return guarded;
    }
    String guard = Environ.value(environment, ProcessMarker.GUARD_VARIABLE);
    return guard.isEmpty() ? "" : ProcessMarker.GUARD_SIGN + guard;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * The file's content, or null when the process is gone or not ours to look into: both mean "not
   * seen".
   */
  static byte @Nullable [] bytes(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readNBytes(MAX_BYTES);
    } catch (IOException goneOrForbidden) {
      return null;
    }
  }
}

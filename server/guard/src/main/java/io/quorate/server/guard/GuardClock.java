package io.quorate.server.guard;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the machine's three clocks. Safe for several threads. */
public final class GuardClock {
  private static final long NANOS_PER_HUNDREDTH = 10_000_000L;

  private final @Nullable RandomAccessFile uptime;
  private final byte[] buffer = new byte[64];

  /**
   * Clocks with the boot clock from this file; where it is missing, the monotonic clock stands in
   * for it.
   */
  public GuardClock(Path uptimeFile) {
    this.uptime = open(uptimeFile);
  }

  /** The machine's. */
  public static GuardClock ofMachine() {
    return new GuardClock(Path.of("/proc/uptime"));
  }

  /** What they say now. */
  public synchronized GuardTime read() {
    long monotonic = System.nanoTime();
    return new GuardTime(monotonic, boot(monotonic), System.currentTimeMillis());
  }

  private long boot(long monotonic) {
    if (uptime == null) {
      return monotonic;
    }
    try {
      uptime.seek(0);
      int length = uptime.read(buffer);
      return length <= 0
          ? monotonic
          : parse(new String(buffer, 0, length, StandardCharsets.US_ASCII));
    } catch (IOException | NumberFormatException unreadable) {
      return monotonic;
    }
  }

  /** {@code 12345.67 8910.11} in nanoseconds. */
  static long parse(String line) {
    int blank = line.indexOf(' ');
    String seconds = blank < 0 ? line.trim() : line.substring(0, blank);
    int dot = seconds.indexOf('.');
    if (dot < 0 || seconds.length() != dot + 3) {
      throw new NumberFormatException(line);
    }
    long hundredths = Long.parseLong(seconds.substring(0, dot) + seconds.substring(dot + 1));
    return hundredths * NANOS_PER_HUNDREDTH;
  }

  private static @Nullable RandomAccessFile open(Path file) {
    try {
      return new RandomAccessFile(file.toFile(), "r");
    } catch (IOException missing) {
      return null;
    }
  }
}

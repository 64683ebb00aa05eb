package io.quorate.server.diagnosis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** The file system of the data directory, and how long it takes to be sure of a few bytes. */
public final class DiskText {
  private static final String PROBE = "diagnosis.probe";
  private static final int SYNCS = 20;
  private static final int BYTES = 4_096;
  private static final double NANOS_IN_MILLI = 1_000_000;
  private static final long LIMIT_NANOS = 2_000_000_000L;

  private DiskText() {}

  /** Looks, and tries: a node's own log is synced in the same way. */
  public static String of(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return String.format(
        Locale.ROOT,
        "%s: %s on %s, %d MiB free of %d MiB%n%s%n",
        directory,
        store.type(),
        store.name(),
        store.getUsableSpace() >> 20,
        store.getTotalSpace() >> 20,
        syncs(directory.resolve(PROBE)));
  }

  private static String syncs(Path probe) throws IOException {
    long[] nanos = new long[SYNCS];
    int done = 0;
    long end = System.nanoTime() + LIMIT_NANOS;
    try (FileChannel channel =
        FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (done < SYNCS && System.nanoTime() - end < 0) {
        long before = System.nanoTime();
        channel.write(ByteBuffer.allocate(BYTES));
        channel.force(false);
        nanos[done++] = System.nanoTime() - before;
      }
    } finally {
      Files.deleteIfExists(probe);
    }
    Arrays.sort(nanos, 0, done);
    return String.format(
        Locale.ROOT,
        "%d appends of %d bytes, each synced: median %.2f ms, longest %.2f ms",
        done,
        BYTES,
        nanos[done / 2] / NANOS_IN_MILLI,
        nanos[done - 1] / NANOS_IN_MILLI);
  }
}

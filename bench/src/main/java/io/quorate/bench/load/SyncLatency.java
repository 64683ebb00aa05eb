package io.quorate.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long the disk takes to keep a small write: no write of anybody that has to be on a disk takes
 * less.
 *
 * @param p50Millis half of them took no longer
 * @param p99Millis 99 of a hundred took no longer
 */
record SyncLatency(double p50Millis, double p99Millis) {
  private static final int WRITES = 500;
  private static final int UNCOUNTED = 50;
  private static final int WRITE_BYTES = 512;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int DIGITS = 3;
  private static final double NANOS_OF_MILLI = 1e6;
  private static final double HALF = 50;
  private static final double MOST = 99;

  /**
   * Measures it in a file that is laid out ahead, as logs are.
   *
   * @param directory that is on the disk
   */
  static SyncLatency measure(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "sync-", ".tmp");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate((UNCOUNTED + WRITES) * WRITE_BYTES), 0);
      channel.force(true);
      Histogram times = new Histogram(LONGEST_NANOS, DIGITS);
      for (int write = 0; write < UNCOUNTED + WRITES; write++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.wrap(new byte[WRITE_BYTES]), (long) write * WRITE_BYTES);
        channel.force(false);
        if (write >= UNCOUNTED) {
          times.recordValue(Math.min(System.nanoTime() - begun, LONGEST_NANOS));
        }
      }
      return new SyncLatency(
          times.getValueAtPercentile(HALF) / NANOS_OF_MILLI,
          times.getValueAtPercentile(MOST) / NANOS_OF_MILLI);
    } finally {
      Files.delete(file);
    }
  }
}

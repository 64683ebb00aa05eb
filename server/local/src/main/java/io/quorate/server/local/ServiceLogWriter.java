package io.quorate.server.local;

import io.quorate.server.guard.GuardClock;
import io.quorate.server.guard.GuardTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes the log that proves when a service was alive: a line at its start, one every few
 * milliseconds, and one for each request.
 *
 * <p>A line is {@code EVENT MONOTONIC_NANOS BOOT_NANOS WALL_MILLIS NODE EPOCH PID [REQUEST]}: the
 * machine's CLOCK_MONOTONIC, exact, and its CLOCK_BOOTTIME, to 10 ms. All processes of a machine
 * share both.
 */
final class ServiceLogWriter {
  /** What a process was doing. */
  static final String ALIVE = "alive";

  /** Followed by the request. */
  static final String SERVED = "served";

  private static final long BEAT_MILLIS = 10;

  private final GuardClock clock = GuardClock.ofMachine();
  private final FileChannel file;
  private final String identity;

  private ServiceLogWriter(FileChannel file, String identity) {
    this.file = file;
    this.identity = identity;
  }

  /** Opens the log of a node in the folder, to append. */
  static ServiceLogWriter open(Path folder, String node, String epoch) throws IOException {
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(
            folder.resolve(node + ServiceLogs.SUFFIX),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
    String identity = node + " " + epoch + " " + ProcessHandle.current().pid();
    ServiceLogWriter writer = new ServiceLogWriter(file, identity);
    writer.write(ALIVE, "");
    return writer;
  }

  /** Says that the process is alive, every few milliseconds until it is not. */
  void beat() {
    Thread beat =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                write(ALIVE, "");
                try {
                  Thread.sleep(BEAT_MILLIS);
                } catch (InterruptedException stop) {
                  Thread.currentThread().interrupt();
                }
              }
            },
            "beat");
    beat.setDaemon(true);
    beat.start();
  }

  /** Says that a request is about to be answered. */
  void served(String request) {
    write(SERVED, " " + request);
  }

  /** One write for each line, so that lines of several processes never mix. */
  private void write(String event, String more) {
    GuardTime now = clock.read();
    String line =
        event
            + " "
            + now.monotonicNanos()
            + " "
            + now.bootNanos()
            + " "
            + now.wallMillis()
            + " "
            + identity
            + more
            + "\n";
    try {
      file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException diskIsFull) {
      throw new UncheckedIOException("cannot log", diskIsFull);
    }
  }
}

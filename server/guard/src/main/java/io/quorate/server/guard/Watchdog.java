package io.quorate.server.guard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A Linux watchdog device: once opened, the machine resets unless it is written to in time. */
final class Watchdog {
  private static final int MAGIC_CLOSE = 'V';
  private static final int FEED = '.';

  private @Nullable OutputStream device;

  /**
   * Opens it, which arms it.
   *
   * @throws IOException when it is missing or held by someone else
   */
  synchronized void arm(Path path) throws IOException {
    device = Files.newOutputStream(path, StandardOpenOption.WRITE);
  }

  /** Puts the reset off by one period. */
  synchronized void feed() throws IOException {
    if (device != null) {
      device.write(FEED);
      device.flush();
    }
  }

  /** Closes it so that it does not reset the machine. */
  synchronized void disarm() throws IOException {
    if (device != null) {
      device.write(MAGIC_CLOSE);
      device.close();
      device = null;
    }
  }
}

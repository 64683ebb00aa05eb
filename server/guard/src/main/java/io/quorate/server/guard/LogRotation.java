package io.quorate.server.guard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps service logs within their limits by copying and cutting them, which their writers do not
 * notice.
 */
final class LogRotation {
  private final Launch launch;

  LogRotation(Launch launch) {
    this.launch = launch;
  }

  /**
   * Looks at every log once.
   *
   * @throws IOException when one could not be cut; the others were looked at all the same
   */
  void check() throws IOException {
    IOException failure = null;
    for (ServiceSpec service : launch.spec().services()) {
      try {
        check(service.log());
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Writers append, so what comes after the cut begins at the start; the few lines written in
   * between are lost.
   */
  private static void check(LogSpec log) throws IOException {
    Path file = log.file();
    if (!Files.isRegularFile(file) || Files.size(file) < log.maxBytes()) {
      return;
    }
    try {
      Files.copy(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException noRoom) {
      GuardLog.line("no copy of " + file + " before it is cut: " + noRoom.getMessage());
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0); // even without a copy: a full disk is worse than a lost log
    }
  }
}

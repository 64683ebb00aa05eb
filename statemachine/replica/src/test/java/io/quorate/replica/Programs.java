package io.quorate.replica;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Programs of the system that a test may have to do without. */
final class Programs {
  private static final long LIMIT_SECONDS = 60;

  private Programs() {}

  /** Whether the program is there, ends within a minute, and succeeds. */
  static boolean succeeds(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }
}

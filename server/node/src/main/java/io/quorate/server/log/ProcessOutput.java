package io.quorate.server.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The standard error of this process, through which all log lines go. A thread that leads, holds
 * leases or reports must not wait for a reader of the log, so once it is bounded nothing that
 * prints does.
 */
public final class ProcessOutput {
  private static final int MAX_WAITING_BYTES = 1 << 20;

  /** A process that ends says why, as long as somebody listens. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private static volatile @Nullable BoundedOutput bounded;

  private ProcessOutput() {}

  /**
   * From now on {@link System#err} takes everything at once, and what libraries say through the
   * logger of the JDK comes out with all other lines. To be called before anything is logged.
   */
  public static synchronized void bound() {
    if (bounded != null) {
      return;
    }
    BoundedOutput output =
        new BoundedOutput(new FileOutputStream(FileDescriptor.err), MAX_WAITING_BYTES);
    bounded = output;
    System.setErr(new PrintStream(output, true, StandardCharsets.UTF_8));
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(new JdkLogLines());
  }

  /** Lines that nobody took, and that were therefore dropped. */
  public static long droppedLines() {
    BoundedOutput output = bounded;
    return output == null ? 0 : output.dropped();
  }

  /** The last lines, half a megabyte at most, as far as they are not older than this. */
  public static String recent(Duration ago) {
    BoundedOutput output = bounded;
    return output == null ? "" : output.recent(ago);
  }

  /** Waits until everything that was said is written, but not for long. */
  public static void lastWords() {
    BoundedOutput output = bounded;
    if (output == null) {
      return;
    }
    try {
      output.drain(LAST_WORDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}

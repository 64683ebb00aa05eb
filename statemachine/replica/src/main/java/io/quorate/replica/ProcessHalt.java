package io.quorate.replica;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and ends this JVM without running shutdown hooks, which could wait for what has just failed.
 */
public final class ProcessHalt implements Halt {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessHalt.class);

  private static final int BUG_EXIT_CODE = 70;

  private final Runnable lastWords;

  /**
   * For this process.
   *
   * @param lastWords returns when what was logged is written, or will not be
   */
  public ProcessHalt(Runnable lastWords) {
    this.lastWords = lastWords;
  }

  @Override
  public void halt(HaltReason reason, String message, @Nullable Throwable cause) {
    if (SystemLimit.behind(cause).isPresent()) {
      bug(cause);
    }
    LOG.error("halting with exit code {} ({}): {}", reason.exitCode(), reason, message, cause);
    end(reason.exitCode());
  }

  /** Halts because of what nobody has foreseen: a rule that must hold does not, or a limit. */
  public void bug(@Nullable Throwable cause) {
    int exitCode = exitCode(cause);
    String message =
        SystemLimit.behind(cause)
            .map(SystemLimit::sentence)
            .orElse("a rule that must hold does not");
    LOG.error("halting with exit code {}: {}", exitCode, message, cause);
    end(exitCode);
  }

  private void end(int exitCode) {
    try {
      lastWords.run();
    } finally {
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** Of what nobody has foreseen. */
  static int exitCode(@Nullable Throwable cause) {
    return SystemLimit.behind(cause).isPresent()
        ? HaltReason.LIMIT_REACHED.exitCode()
        : BUG_EXIT_CODE;
  }
}

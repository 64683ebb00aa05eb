package io.quorate.replica;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and ends this JVM without running shutdown hooks, which could wait for what has just failed.
 */
public final class ProcessHalt implements Halt {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessHalt.class);

  @Override
  public void halt(HaltReason reason, String message, @Nullable Throwable cause) {
    LOG.error("halting with exit code {} ({}): {}", reason.exitCode(), reason, message, cause);
    Runtime.getRuntime().halt(reason.exitCode());
  }
}

package io.quorate.replica;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit of the operating system that stands behind a failure: neither a bug nor a broken disk,
 * though it shows wherever the process needed the next file or thread.
 */
public enum SystemLimit {
  /** No more threads or processes. */
  THREADS(
      "the system gives this process no more threads;"
          + " raise TasksMax and LimitNPROC in the unit, or kernel.threads-max and pids.max",
      "unable to create native thread",
      "unable to create new native thread",
      "Resource temporarily unavailable"),
  /** No more open files. */
  OPEN_FILES(
      "this process may open no more files; raise LimitNOFILE in the unit, or fs.file-max",
      "Too many open files");

  private static final int MAX_CAUSES = 50;

  private final String sentence;
  private final String[] signs;

  SystemLimit(String sentence, String... signs) {
    this.sentence = sentence;
    this.signs = signs;
  }

  /** What is wrong and what to do. */
  public String sentence() {
    return sentence;
  }

  /** The limit that this failure, or what caused it, tells of. */
  public static Optional<SystemLimit> behind(@Nullable Throwable failure) {
    Throwable next = failure;
    for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
      String message = String.valueOf(next.getMessage());
      for (SystemLimit limit : values()) {
        if (limit.isToldBy(message)) {
          return Optional.of(limit);
        }
      }
      next = next.getCause();
    }
    return Optional.empty();
  }

  private boolean isToldBy(String message) {
    for (String sign : signs) {
      if (message.contains(sign)) {
        return true;
      }
    }
    return false;
  }
}

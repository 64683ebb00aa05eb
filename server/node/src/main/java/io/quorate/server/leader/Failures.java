package io.quorate.server.leader;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Finds what really failed under what futures wrap around it. */
final class Failures {
  private Failures() {}

  static Throwable cause(@Nullable Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return failure.getCause();
    }
    return failure == null ? new IllegalStateException("no failure") : failure;
  }
}

package io.quorate.replica;

import org.jspecify.annotations.Nullable;

/**
 * Ends the process because going on would be unsafe or useless. May be called more than once, from
 * any thread.
 */
@FunctionalInterface
public interface Halt {

  /**
   * Ends the process.
   *
   * @param reason what kind of thing happened
   * @param message what happened, and where
   * @param cause the error, if there is one
   */
  void halt(HaltReason reason, String message, @Nullable Throwable cause);
}

package io.quorate.replica.store;

/**
 * The store cannot be trusted any more. Fatal: whoever catches it halts the process, a restart
 * replays the log.
 */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what failed and why. */
  public StoreFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  /** With what is wrong. */
  public StoreFailure(String message) {
    super(message);
  }
}

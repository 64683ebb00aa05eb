package io.quorate.replica;

/** A replica could not start. The message says what, where, and what to do. */
public final class ReplicaStartException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the cause. */
  public ReplicaStartException(String message, Throwable cause) {
    super(message, cause);
  }
}

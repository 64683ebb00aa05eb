package io.quorate.testing;

/** The cluster did not do what it was asked for; the message says what, and what was seen last. */
public final class QuorateClusterException extends Exception {
  private static final long serialVersionUID = 1L;

  QuorateClusterException(String message) {
    super(message);
  }

  QuorateClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}

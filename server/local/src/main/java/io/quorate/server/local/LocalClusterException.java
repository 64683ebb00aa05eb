package io.quorate.server.local;

/**
 * Something that a local cluster was asked for did not happen; the message says what, for people.
 */
public final class LocalClusterException extends Exception {
  private static final long serialVersionUID = 1L;

  /** For this reason. */
  public LocalClusterException(String message) {
    super(message);
  }

  /** For this reason, caused by another. */
  public LocalClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}

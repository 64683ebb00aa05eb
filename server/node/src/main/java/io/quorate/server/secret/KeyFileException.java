package io.quorate.server.secret;

/** The file of the node's key pair must not be used as it is; the message says what to do. */
public final class KeyFileException extends Exception {
  private static final long serialVersionUID = 1L;

  KeyFileException(String message) {
    super(message);
  }
}

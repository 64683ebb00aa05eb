package io.quorate.server.secret;

/** Something that is sealed does not open: another key, another place, or damaged. */
public final class CannotOpenException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotOpenException(String message, Throwable cause) {
    super(message, cause);
  }

  CannotOpenException(String message) {
    super(message);
  }
}

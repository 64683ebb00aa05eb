package io.quorate.server.process;

import java.io.IOException;

/** A program cannot run as the user that it should run as; the message says why, and what to do. */
public final class UnknownAccountException extends IOException {
  private static final long serialVersionUID = 1;

  UnknownAccountException(String message) {
    super(message);
  }
}

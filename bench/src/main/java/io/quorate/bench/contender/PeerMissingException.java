package io.quorate.bench.contender;

/** This machine does not have what was asked for; the message says what, and how to get it. */
public final class PeerMissingException extends Exception {
  private static final long serialVersionUID = 1L;

  PeerMissingException(String message) {
    super(message);
  }
}

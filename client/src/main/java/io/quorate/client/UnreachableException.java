package io.quorate.client;

/**
 * No address answered; nothing of a change has reached the cluster. The message names each address
 * and its error.
 */
public final class UnreachableException extends QuorateException {

  private static final long serialVersionUID = 1L;

  /** With a sentence that names each address and what went wrong there. */
  public UnreachableException(String message) {
    super(message);
  }
}

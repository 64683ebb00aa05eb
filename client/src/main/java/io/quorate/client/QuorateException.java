package io.quorate.client;

/** A call that did not end with an answer; the subclass says what is known about it. */
public abstract sealed class QuorateException extends Exception
    permits RefusedException, UnreachableException, NoQuorumException, UnknownOutcomeException {

  private static final long serialVersionUID = 1L;

  QuorateException(String message) {
    super(message);
  }
}

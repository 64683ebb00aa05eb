package io.quorate.client;

/** Nodes answered, and none of them could reach a majority; nothing was changed by the call. */
public final class NoQuorumException extends QuorateException {

  private static final long serialVersionUID = 1L;

  /** With what each node said. */
  public NoQuorumException(String message) {
    super(message);
  }
}

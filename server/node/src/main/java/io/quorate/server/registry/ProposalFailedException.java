package io.quorate.server.registry;

/** There is no answer from the replicated log. */
public final class ProposalFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is known. */
  public enum Kind {
    /** This node does not lead; nothing was changed. */
    NOT_LEADER,
    /** Too much is waiting, or the leader is not ready; nothing was changed. */
    UNAVAILABLE,
    /** It may have been carried out, or may be later. */
    UNKNOWN
  }

  /** With what is known and a sentence. */
  public ProposalFailedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What is known. */
  public Kind kind() {
    return kind;
  }
}

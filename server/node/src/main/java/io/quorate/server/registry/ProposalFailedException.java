package io.quorate.server.registry;

/** There is no answer from the replicated log. */
public final class ProposalFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is known. */
  public enum Kind {
    /** This node does not lead; nothing was changed. */
    NOT_LEADER,
    /** The leader is not ready, or hears no majority; nothing was changed. */
    UNAVAILABLE,
    /** Too much is waiting on this node; nothing was changed. */
    OVERLOADED,
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

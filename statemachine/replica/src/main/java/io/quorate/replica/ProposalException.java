package io.quorate.replica;

import io.quorate.replica.peer.PeerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proposal has no reply. Only {@link Kind#UNKNOWN} leaves open whether it was, or will be,
 * applied.
 */
public final class ProposalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient @Nullable PeerId leader;

  /** What is known. */
  public enum Kind {
    /** This node does not lead. Not applied. */
    NOT_LEADER,
    /** This node leads but cannot take proposals now. Not applied; try again. */
    UNAVAILABLE,
    /** Too many proposals are waiting. Not applied; try again later. */
    OVERLOADED,
    /** It may have been applied, or may be applied later. Ask again with the same request id. */
    UNKNOWN
  }

  /** With what is known, when nothing is known of a leader. */
  public ProposalException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  ProposalException(Kind kind, String message, @Nullable PeerId leader, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.leader = leader;
  }

  /** What is known of the proposal. */
  public Kind kind() {
    return kind;
  }

  /** The leader, as far as this node knows one. */
  public Optional<PeerId> leader() {
    return Optional.ofNullable(leader);
  }
}

package io.quorate.replica;

import io.quorate.replica.ProposalException.Kind;
import io.quorate.replica.peer.PeerId;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Says what Ratis' answer to a proposal means. What may be in the log is unknown, whatever Ratis
 * says.
 */
final class ProposalOutcome {
  private ProposalOutcome() {}

  /** The reply's bytes; {@link ProposalException} when there are none. */
  static byte[] of(
      @Nullable RaftClientReply reply, @Nullable Throwable thrown, boolean mayBeLogged) {
    if (reply != null && reply.isSuccess()) {
      return reply.getMessage().getContent().toByteArray();
    }
    Throwable cause = cause(reply, thrown);
    Kind kind = mayBeLogged ? Kind.UNKNOWN : refusal(cause);
    String why = cause == null ? "no reason given" : cause.getMessage();
    throw new ProposalException(kind, kind + ": " + why, leader(cause), cause);
  }

  private static Kind refusal(@Nullable Throwable cause) {
    if (cause instanceof NotLeaderException) {
      return Kind.NOT_LEADER;
    }
    if (cause instanceof ResourceUnavailableException) {
      return Kind.OVERLOADED;
    }
    // It did not reach the log before the time was over, but nothing keeps it from doing so now.
    return cause instanceof TimeoutException ? Kind.UNKNOWN : Kind.UNAVAILABLE;
  }

  private static @Nullable Throwable cause(
      @Nullable RaftClientReply reply, @Nullable Throwable thrown) {
    if (thrown == null) {
      return reply == null ? null : reply.getException();
    }
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }

  private static @Nullable PeerId leader(@Nullable Throwable cause) {
    if (!(cause instanceof NotLeaderException notLeader)) {
      return null;
    }
    RaftPeer suggested = notLeader.getSuggestedLeader();
    return suggested == null ? null : RaftPeers.id(suggested.getId());
  }
}

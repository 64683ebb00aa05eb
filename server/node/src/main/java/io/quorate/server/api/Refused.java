package io.quorate.server.api;

import io.grpc.Status;
import io.grpc.StatusException;
import io.quorate.client.error.Refusals;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.v1.Notice;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The one table of which refusal is which gRPC status. */
final class Refused {
  private Refused() {}

  /** The error for refusals, at least one. */
  static StatusException of(List<Refusal> refusals) {
    return Refusals.toStatus(code(refusals.get(0).reason()), notices(refusals));
  }

  static List<Notice> notices(List<Refusal> refusals) {
    return refusals.stream().map(Refused::notice).toList();
  }

  static Notice notice(Refusal refusal) {
    return Notice.newBuilder()
        .setReason(refusal.reason().name())
        .setMessage(refusal.message())
        .setRemedy(refusal.remedy())
        .setPath(refusal.path())
        .build();
  }

  /** The error for whatever a future failed with. */
  static Throwable of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof ProposalFailedException proposal)) {
      return cause;
    }
    return switch (proposal.kind()) {
      case NOT_LEADER, UNAVAILABLE ->
          Refusals.noQuorum(
              "no leader with a majority took the call: " + proposal.getMessage(),
              "see that a majority of the nodes runs and reaches each other; then try again");
      case OVERLOADED ->
          Refusals.overloaded(
              proposal.getMessage() + "; nothing was done", "try again in a moment");
      case UNKNOWN ->
          Refusals.outcomeUnknown(
              "no majority answered in time; the change may or may not be made",
              "repeat the call with the same request id");
    };
  }

  private static Status.Code code(Reason reason) {
    return switch (reason) {
      case INVALID_VALUE,
          DUPLICATE_NAME,
          UNKNOWN_NODE,
          NOT_A_DATA_NODE,
          IMPOSSIBLE_TIMING,
          LIMIT_EXCEEDED ->
          Status.Code.INVALID_ARGUMENT;
      case UNKNOWN_GROUP, UNKNOWN_PATH, UNKNOWN_CANDIDATE, UNKNOWN_SESSION, UNKNOWN_RECIPIENT ->
          Status.Code.NOT_FOUND;
      case REVISION_CONFLICT,
          STALE_TERM,
          STALE_EPOCH,
          ENTRY_FULL,
          OUT_OF_SEQUENCE,
          BUSY_SPACE,
          UNKNOWN_GENERATION,
          STALE_GENERATION,
          STALE_RECIPIENTS,
          NOT_VALIDATED ->
          Status.Code.ABORTED;
      default -> Status.Code.FAILED_PRECONDITION;
    };
  }
}

package io.quorate.client;

import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.v1.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what the failed attempts of one call say together. Pure.
 *
 * @param effect what the call does
 * @param requestId under which it is asked for; empty for reads
 * @param attempts that ended without an answer
 */
record CallVerdict(CallEffect effect, String requestId, List<FailedAttempt> attempts) {

  /** What is known when no attempt is left. */
  QuorateException afterAll() {
    String details = details();
    if (open()) {
      return new UnknownOutcomeException("sent, but no answer came: " + details, requestId);
    }
    if (attempts.stream().anyMatch(attempt -> attempt.kind() == FailedAttempt.Kind.OVERLOADED)) {
      return new RefusedException(overloaded(details));
    }
    boolean answered =
        attempts.stream().anyMatch(attempt -> attempt.kind() == FailedAttempt.Kind.NO_QUORUM);
    return answered
        ? new NoQuorumException("no node reaches a majority: " + details)
        : new UnreachableException("no node answers: " + details);
  }

  /** Whether one of them may have made a change, or may make it yet. */
  private boolean open() {
    return effect == CallEffect.CHANGE
        && attempts.stream().anyMatch(attempt -> attempt.kind() == FailedAttempt.Kind.UNKNOWN);
  }

  private static CallRefusal overloaded(String details) {
    Notice reason =
        Notice.newBuilder()
            .setReason(Refusals.OVERLOADED)
            .setMessage("too much is asked of the nodes: " + details)
            .setRemedy("try again in a moment; nothing was done")
            .build();
    return new CallRefusal(Status.Code.RESOURCE_EXHAUSTED, List.of(reason));
  }

  /**
   * What an error says that no other node would answer differently. A refusal is of its own attempt
   * alone: the cluster keeps none, so an earlier one of this call may be judged otherwise when it
   * gets there.
   */
  QuorateException afterAnswer(Status status, Optional<CallRefusal> refusal) {
    String text = status.getDescription() == null ? "no description" : status.getDescription();
    if (effect == CallEffect.CHANGE && lost(status.getCode())) {
      return new UnknownOutcomeException(status.getCode() + ": " + text, requestId);
    }
    RefusedException refused =
        new RefusedException(refusal.orElseGet(() -> unexplained(status.getCode(), text)));
    if (open() && circumstances(status.getCode())) {
      return new UnknownOutcomeException(
          "refused when it was asked again ("
              + refused.getMessage()
              + "), but it may yet be made, for no answer came before: "
              + details(),
          requestId);
    }
    return refused;
  }

  private static boolean lost(Status.Code code) {
    return switch (code) {
      case INTERNAL, UNKNOWN, DATA_LOSS -> true;
      default -> false;
    };
  }

  /** Whether the same call may be answered otherwise when things are otherwise. */
  private static boolean circumstances(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, UNIMPLEMENTED, PERMISSION_DENIED, UNAUTHENTICATED -> false;
      default -> true;
    };
  }

  private static CallRefusal unexplained(Status.Code code, String text) {
    String remedy =
        code == Status.Code.UNIMPLEMENTED
            ? "compare the versions of this program and of the nodes; check that the port is the"
                + " API port"
            : "look at the log of the node";
    Notice reason =
        Notice.newBuilder().setReason(code.name()).setMessage(text).setRemedy(remedy).build();
    return new CallRefusal(code, List.of(reason));
  }

  /** The last word of each address. */
  private String details() {
    Map<NodeAddress, String> last = new LinkedHashMap<>();
    attempts.forEach(attempt -> last.put(attempt.address(), attempt.message()));
    return last.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}

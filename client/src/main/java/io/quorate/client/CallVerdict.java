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

/** Decides what the failed attempts of one call say together. Pure. */
final class CallVerdict {

  private CallVerdict() {}

  /** What is known when no attempt is left. */
  static QuorateException afterAll(
      CallEffect effect, String requestId, List<FailedAttempt> attempts) {
    String details = details(attempts);
    boolean open =
        attempts.stream().anyMatch(attempt -> attempt.kind() == FailedAttempt.Kind.UNKNOWN);
    if (open && effect == CallEffect.CHANGE) {
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

  private static CallRefusal overloaded(String details) {
    Notice reason =
        Notice.newBuilder()
            .setReason(Refusals.OVERLOADED)
            .setMessage("too much is asked of the nodes: " + details)
            .setRemedy("try again in a moment; nothing was done")
            .build();
    return new CallRefusal(Status.Code.RESOURCE_EXHAUSTED, List.of(reason));
  }

  /** What an error says that no other node would answer differently. */
  static QuorateException afterAnswer(
      CallEffect effect, String requestId, Status status, Optional<CallRefusal> refusal) {
    boolean known =
        switch (status.getCode()) {
          case INTERNAL, UNKNOWN, DATA_LOSS -> false;
          default -> true;
        };
    String text = status.getDescription() == null ? "no description" : status.getDescription();
    if (!known && effect == CallEffect.CHANGE) {
      return new UnknownOutcomeException(status.getCode() + ": " + text, requestId);
    }
    return new RefusedException(refusal.orElseGet(() -> unexplained(status.getCode(), text)));
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
  private static String details(List<FailedAttempt> attempts) {
    Map<NodeAddress, String> last = new LinkedHashMap<>();
    attempts.forEach(attempt -> last.put(attempt.address(), attempt.message()));
    return last.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}

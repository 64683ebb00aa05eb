package io.quorate.server.api;

import com.google.protobuf.Message;
import io.quorate.core.PlainText;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.RequestId;
import io.quorate.core.declaration.Findings;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Request;
import io.quorate.v1.Caller;
import java.util.List;
import java.util.Optional;

/** Reads who asks. */
final class Callers {
  private static final int MAX_ACTOR = 200;
  private static final String NOBODY = "unknown";

  private Callers() {}

  /** Why the caller cannot be taken; empty when it can. */
  static Optional<Refusal> against(Caller caller) {
    if (caller.getRequestId().isEmpty() || RequestId.wellFormed(caller.getRequestId())) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            Reason.INVALID_VALUE,
            "'" + Findings.shown(caller.getRequestId()) + "' is not a request id",
            "use 1 to " + RequestId.MAX_LENGTH + " printable ASCII characters without '/'",
            "caller.request_id"));
  }

  /**
   * The request of a caller against whom nothing speaks.
   *
   * @param asked what the caller sent
   */
  static Request request(Caller caller, Command command, Message asked) {
    String actor = caller.getActor().isBlank() ? NOBODY : caller.getActor();
    return new Request(
        command,
        PlainText.of(actor.length() > MAX_ACTOR ? actor.substring(0, MAX_ACTOR) : actor),
        caller.getRequestId().isEmpty() ? null : new RequestId(caller.getRequestId()),
        null,
        Fingerprints.of(asked));
  }

  static List<Refusal> refusals(Caller caller) {
    return against(caller).map(List::of).orElse(List.of());
  }
}

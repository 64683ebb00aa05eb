package io.quorate.server.api;

import io.quorate.core.SessionId;
import io.quorate.core.counter.CounterBlock;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.SessionRecord;
import io.quorate.core.registry.Sessions;
import io.quorate.server.wire.Times;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.EndSessionRequest;
import io.quorate.v1.EndSessionResponse;
import io.quorate.v1.OpenSessionRequest;
import io.quorate.v1.Session;
import java.util.concurrent.CompletableFuture;

/** Opens and ends sessions of programs, on the leader. */
final class ProgramSessions {
  private final StoreWrites writes;

  /** By way of the leader. */
  ProgramSessions(StoreWrites writes) {
    this.writes = writes;
  }

  CompletableFuture<Session> open(OpenSessionRequest request) {
    StoreWrites.Asked asked = new StoreWrites.Asked(request, request.getCaller(), false);
    return writes
        .decided(asked, new Command.OpenSession(), new WireFields())
        .thenApply(ProgramSessions::message);
  }

  private static Session message(Answer answer) {
    CounterBlock number = answer.block();
    if (number == null) {
      throw new IllegalStateException("no number in the answer to who opens a session: " + answer);
    }
    return Session.newBuilder()
        .setNumber(number.first())
        .setMostUnanswered(SessionRecord.ANSWERS)
        .setIdleLimit(Times.message(Sessions.IDLE))
        .build();
  }

  CompletableFuture<EndSessionResponse> end(EndSessionRequest request) {
    StoreWrites.Asked asked = new StoreWrites.Asked(request, request.getCaller(), false);
    return writes
        .decided(
            asked, new Command.EndSession(new SessionId(request.getNumber())), new WireFields())
        .thenApply(done -> EndSessionResponse.getDefaultInstance());
  }
}

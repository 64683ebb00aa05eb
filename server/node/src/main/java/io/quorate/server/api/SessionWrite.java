package io.quorate.server.api;

import io.grpc.Status;
import io.quorate.core.Refusal;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.Caller;
import io.quorate.v1.PipelinedAnswer;
import io.quorate.v1.PipelinedWrite;
import io.quorate.v1.RefusedWrite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write of a session, as it was read.
 *
 * @param sequence of the write
 * @param request what to propose; null when nothing may be
 * @param refusals why not; empty when it may
 * @param answering which kind of answer it gets
 */
record SessionWrite(
    long sequence,
    @Nullable Request request,
    List<Refusal> refusals,
    PipelinedWrite.WriteCase answering) {

  static SessionWrite read(SessionId session, PipelinedWrite write) {
    WireFields fields = new WireFields();
    Command command = command(write, fields);
    if (command == null || !fields.refusals().isEmpty()) {
      return new SessionWrite(write.getSequence(), null, fields.refusals(), write.getWriteCase());
    }
    SessionStep step = new SessionStep(session, write.getSequence());
    Request request = new Request(command, "", step, null, Fingerprints.brief(write));
    return new SessionWrite(write.getSequence(), request, List.of(), write.getWriteCase());
  }

  private static @Nullable Command command(PipelinedWrite write, WireFields fields) {
    return switch (write.getWriteCase()) {
      case RUNTIME -> {
        bare(write.getRuntime().getCaller(), write.getRuntime().getDryRun(), fields);
        yield RuntimeWrites.command(write.getRuntime(), fields);
      }
      case TOUCH -> {
        bare(write.getTouch().getCaller(), write.getTouch().getDryRun(), fields);
        yield RuntimeWrites.command(write.getTouch(), fields);
      }
      case CONFIG -> {
        bare(write.getConfig().getCaller(), write.getConfig().getDryRun(), fields);
        yield ConfigWrites.command(write.getConfig(), fields);
      }
      case NEXT -> {
        bare(write.getNext().getCaller(), write.getNext().getDryRun(), fields);
        yield CounterDesk.command(write.getNext(), fields);
      }
      case OBSERVE -> {
        bare(write.getObserve().getCaller(), write.getObserve().getDryRun(), fields);
        yield CounterDesk.command(write.getObserve(), fields);
      }
      case RAISE -> {
        bare(write.getRaise().getCaller(), write.getRaise().getDryRun(), fields);
        yield CounterDesk.command(write.getRaise(), fields);
      }
      case WRITE_NOT_SET -> {
        fields.invalid("write", "it says nothing that this node knows", "name what is to be done");
        yield null;
      }
    };
  }

  private static void bare(Caller caller, boolean dryRun, WireFields fields) {
    if (!caller.equals(Caller.getDefaultInstance())) {
      fields.invalid("caller", "a write of a session has one", "leave it out: it is the session's");
    }
    if (dryRun) {
      fields.invalid("dry_run", "a write of a session asks for it", "use the unary call");
    }
  }

  /** The answer to a write of which nothing was proposed. */
  PipelinedAnswer refused() {
    return refused(refusals);
  }

  PipelinedAnswer answer(Decision decision) {
    return decision instanceof Decision.Accepted accepted
        ? answer(accepted.answer())
        : refused(((Decision.Rejected) decision).refusals());
  }

  private PipelinedAnswer answer(Answer answer) {
    PipelinedAnswer.Builder message = PipelinedAnswer.newBuilder().setSequence(sequence);
    return switch (answering) {
      case RUNTIME, TOUCH -> message.setRuntime(RuntimeWrites.response(answer)).build();
      case CONFIG -> message.setConfig(ConfigWrites.response(answer)).build();
      case NEXT, OBSERVE, RAISE -> message.setCounter(CounterDesk.response(answer)).build();
      case WRITE_NOT_SET -> throw new IllegalStateException("an answer to nothing: " + answer);
    };
  }

  private PipelinedAnswer refused(List<Refusal> reasons) {
    RefusedWrite refused =
        RefusedWrite.newBuilder()
            .setStatus(Status.fromThrowable(Refused.of(reasons)).getCode().value())
            .addAllReasons(Refused.notices(reasons))
            .build();
    return PipelinedAnswer.newBuilder().setSequence(sequence).setRefused(refused).build();
  }
}

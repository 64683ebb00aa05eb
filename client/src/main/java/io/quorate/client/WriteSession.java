package io.quorate.client;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.ObserveCounterRequest;
import io.quorate.v1.PipelineResponse;
import io.quorate.v1.PipelinedAnswer;
import io.quorate.v1.PipelinedWrite;
import io.quorate.v1.RaiseCounterRequest;
import io.quorate.v1.RefusedWrite;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.Session;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import io.quorate.v1.WriteRuntimeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes of a program, many on their way at a time: the way for whoever writes much. Each is
 * carried out once, in the order in which they were asked for, also when nodes fail and the leader
 * changes: what has no answer then is sent again, by another node if need be. For any number of
 * threads.
 *
 * <p>Made by {@link QuorateClient#openSession}. So many writes as the cluster keeps answers of, 64,
 * may have no answer; whoever asks for more waits for a place. Each stage ends within about the
 * client's time for a call: with the answer, with {@link RefusedException} when the cluster refused
 * that one, or with {@link UnknownOutcomeException} when no node answered. Stages are completed on
 * threads of the connection, on which nothing may wait.
 *
 * <p>Writes are without caller and dry run. A session that was not used for an hour is over: writes
 * are refused with {@code UNKNOWN_SESSION} from then on.
 */
public final class WriteSession implements AutoCloseable {
  /** Requests on their way: what is asked for meanwhile goes together with the next. */
  private static final int MOST_REQUESTS = 2;

  private static final int MOST_IN_A_REQUEST = 64;
  private static final long REQUEST_BYTES = 1L << 20;

  private final NodeCalls calls;
  private final AttemptPlan plan;
  private final Session session;
  private final Ending ending;
  private final Events events = new Events();
  private final ScheduledThreadPoolExecutor timer;
  private final UnansweredWrites writes = new UnansweredWrites();
  private final List<FailedAttempt> failed = new ArrayList<>();
  private @Nullable WriteStream stream;
  private @Nullable ScheduledFuture<?> again;
  private long last;
  private boolean closed;

  /** Tells the cluster that a session is over. */
  interface Ending {
    void end(Session session) throws QuorateException;
  }

  WriteSession(NodeCalls calls, AttemptPlan plan, Session session, Ending ending) {
    this.calls = calls;
    this.plan = plan;
    this.session = session;
    this.ending = ending;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "quorate-writes-" + session.getNumber());
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    long period = Math.max(1, plan.attemptTimeout().toMillis() / 4);
    timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  /** The number of the session. */
  public long number() {
    return session.getNumber();
  }

  /** Sets a runtime entry to bytes that are text, until it is deleted. */
  public CompletionStage<RuntimeResponse> put(String group, String path, ByteString value) {
    return write(
        WriteRuntimeRequest.newBuilder()
            .setGroup(group)
            .addChanges(RuntimeChange.newBuilder().setPath(path).setValue(value))
            .build());
  }

  /** Sets and deletes runtime entries. */
  public CompletionStage<RuntimeResponse> write(WriteRuntimeRequest request) {
    return ask(PipelinedWrite.newBuilder().setRuntime(request), PipelinedAnswer::getRuntime);
  }

  /** Lets runtime entries stay for another time to live. */
  public CompletionStage<RuntimeResponse> touch(TouchRuntimeRequest request) {
    return ask(PipelinedWrite.newBuilder().setTouch(request), PipelinedAnswer::getRuntime);
  }

  /** Changes the configuration of a group. */
  public CompletionStage<WriteConfigResponse> write(WriteConfigRequest request) {
    return ask(PipelinedWrite.newBuilder().setConfig(request), PipelinedAnswer::getConfig);
  }

  /** Asks for values of a counter. */
  public CompletionStage<CounterResponse> next(NextCounterRequest request) {
    return ask(PipelinedWrite.newBuilder().setNext(request), PipelinedAnswer::getCounter);
  }

  /** Tells a counter of a value that was seen. */
  public CompletionStage<CounterResponse> observe(ObserveCounterRequest request) {
    return ask(PipelinedWrite.newBuilder().setObserve(request), PipelinedAnswer::getCounter);
  }

  /** Lets a counter go on above a value. */
  public CompletionStage<CounterResponse> raise(RaiseCounterRequest request) {
    return ask(PipelinedWrite.newBuilder().setRaise(request), PipelinedAnswer::getCounter);
  }

  private <A> CompletionStage<A> ask(
      PipelinedWrite.Builder write, Function<PipelinedAnswer, A> kind) {
    CompletableFuture<PipelinedAnswer> answer = new CompletableFuture<>();
    long askedNanos = System.nanoTime();
    synchronized (this) {
      if (!awaitFewer(session.getMostUnanswered(), askedNanos)) {
        return CompletableFuture.failedFuture(
            new UnreachableException(
                closed
                    ? "the session is closed"
                    : writes.size() + " writes have had no answer for " + plan.callTimeout()));
      }
      last++;
      writes.add(new PendingWrite(write.setSequence(last).build(), askedNanos, answer));
      pump();
    }
    return answer.thenCompose(given -> taken(given, kind));
  }

  private static <A> CompletionStage<A> taken(
      PipelinedAnswer answer, Function<PipelinedAnswer, A> kind) {
    if (!answer.hasRefused()) {
      return CompletableFuture.completedFuture(kind.apply(answer));
    }
    RefusedWrite refused = answer.getRefused();
    CallRefusal refusal =
        new CallRefusal(
            Status.fromCodeValue(refused.getStatus()).getCode(), refused.getReasonsList());
    return CompletableFuture.failedFuture(new RefusedException(refusal));
  }

  /** Waits, within the time of a call, until fewer writes have no answer; false when it is over. */
  private boolean awaitFewer(int than, long sinceNanos) {
    while (writes.size() >= than && !closed) {
      long left = plan.callTimeout().toNanos() - (System.nanoTime() - sinceNanos);
      if (left <= 0) {
        return false;
      }
      try {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !closed;
  }

  /** Sends what may be sent; opens a stream when there is none and no failure is waited out. */
  private synchronized void pump() {
    if (!writes.anyUnsent() || again != null) {
      return;
    }
    WriteStream to = stream;
    if (to == null) {
      to = WriteStream.open(calls.node(), events, System.nanoTime());
      stream = to;
    }
    while (writes.anyUnsent() && to.unanswered() < MOST_REQUESTS) {
      to.send(
          session.getNumber(), writes.send(MOST_IN_A_REQUEST, REQUEST_BYTES), System.nanoTime());
    }
  }

  /** Ends a stream that says nothing. */
  private synchronized void look() {
    WriteStream open = stream;
    if (open != null && open.silentNanos(System.nanoTime()) > plan.attemptTimeout().toNanos()) {
      open.cancel("no answer in time");
    }
  }

  /** What comes from the streams. */
  private final class Events implements WriteStream.Owner {
    @Override
    public void answered(WriteStream from, PipelineResponse response) {
      List<PendingWrite> answered = new ArrayList<>();
      synchronized (WriteSession.this) {
        if (from != stream) {
          return; // what it answers is sent again already
        }
        failed.clear();
        response
            .getAnswersList()
            .forEach(answer -> answered.add(writes.answered(answer.getSequence())));
        from.took(System.nanoTime());
        pump();
        WriteSession.this.notifyAll();
      }
      for (int i = 0; i < answered.size(); i++) {
        answered.get(i).answer().complete(response.getAnswers(i));
      }
    }

    @Override
    public void ended(WriteStream from, Status status, Metadata trailers) {
      List<PendingWrite> given = List.of();
      QuorateException why = null;
      synchronized (WriteSession.this) {
        if (from != stream) {
          return;
        }
        stream = null;
        writes.again();
        if (writes.size() > 0) {
          why = lost(from, status, trailers);
          given = why == null ? given : writes.drop();
        }
        WriteSession.this.notifyAll();
      }
      fail(given, why);
    }
  }

  /** Goes on at the next node after a while; the reason when that is no use. */
  private @Nullable QuorateException lost(WriteStream from, Status status, Metadata trailers) {
    Optional<CallRefusal> refusal = Refusals.fromThrowable(status.asException(trailers));
    Optional<FailedAttempt> attempt =
        status.isOk()
            ? Optional.of(
                new FailedAttempt(
                    from.node().address(), FailedAttempt.Kind.UNKNOWN, "it ended the stream"))
            : FailedAttempt.judge(from.node().address(), status, refusal, FailedAttempt.Sent.YES);
    if (attempt.isEmpty()) {
      return new CallVerdict(CallEffect.CHANGE, name(), failed).afterAnswer(status, refusal);
    }
    failed.add(attempt.get());
    if (refusal.isEmpty()) {
      from.node().drop();
    }
    calls.leave(from.node());
    Duration elapsed = Duration.ofNanos(System.nanoTime() - writes.oldestNanos());
    Optional<AttemptPlan.Next> next = plan.next(failed, elapsed);
    if (next.isEmpty()) {
      QuorateException verdict = new CallVerdict(CallEffect.CHANGE, name(), failed).afterAll();
      failed.clear();
      return verdict;
    }
    again = timer.schedule(this::goOn, next.get().pause().toNanos(), TimeUnit.NANOSECONDS);
    return null;
  }

  private synchronized void goOn() {
    again = null;
    pump();
  }

  private String name() {
    return "session " + session.getNumber();
  }

  private static void fail(List<PendingWrite> given, @Nullable QuorateException why) {
    if (why != null) {
      given.forEach(write -> write.answer().completeExceptionally(why));
    }
  }

  /**
   * Waits for the answers that are missing, within the client's time for a call, and ends the
   * session. What has no answer by then fails; nothing can be asked for any more.
   */
  @Override
  public void close() {
    List<PendingWrite> left;
    synchronized (this) {
      if (closed) {
        return;
      }
      boolean unused = awaitFewer(1, System.nanoTime());
      closed = true;
      left = writes.drop();
      if (stream != null) {
        stream.finish();
        stream = null;
      }
      notifyAll();
    }
    timer.shutdownNow();
    fail(left, new UnknownOutcomeException("the session was closed before an answer came", name()));
    try {
      ending.end(session);
    } catch (QuorateException unreachable) {
      // It ends by itself when it is not used.
    }
  }
}

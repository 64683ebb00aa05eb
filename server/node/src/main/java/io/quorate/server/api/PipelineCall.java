package io.quorate.server.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.SessionId;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.v1.PipelineRequest;
import io.quorate.v1.PipelineResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One stream of writes, on the node that leads: each request is proposed as it comes, and answered
 * when it and all before it are decided.
 *
 * <p>What waits is bounded on both sides. No further request is taken while {@link #MOST_OPEN}
 * writes have no answer, or while the caller does not take answers. When something fails, nothing
 * that came after it on this stream is proposed any more: it would overtake what is sent again.
 */
final class PipelineCall implements StreamObserver<PipelineRequest> {
  /** Writes of one request. */
  static final int MOST_WRITES = 64;

  /** Writes without an answer beyond which no further request is taken. */
  private static final int MOST_OPEN = 128;

  /** A request whose writes are being decided. */
  private record Batch(List<SessionWrite> writes, List<CompletableFuture<Decision>> decisions) {
    boolean done() {
      return decisions.stream().allMatch(CompletableFuture::isDone);
    }
  }

  private final OrderedWrites order;
  private final ServerCallStreamObserver<PipelineResponse> out;
  private final Executor answering;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private int open;
  private boolean awaited;
  private boolean lastTaken;
  private boolean ended;

  private PipelineCall(
      OrderedWrites order, ServerCallStreamObserver<PipelineResponse> out, Executor answering) {
    this.order = order;
    this.out = out;
    this.answering = answering;
  }

  /**
   * Begins to take requests.
   *
   * @param order in which its writes are proposed
   * @param answering where answers are put together
   */
  static PipelineCall begin(
      OrderedWrites order, ServerCallStreamObserver<PipelineResponse> out, Executor answering) {
    PipelineCall call = new PipelineCall(order, out, answering);
    out.disableAutoRequest();
    out.setOnReadyHandler(call::more);
    out.setOnCancelHandler(call::left);
    call.more();
    return call;
  }

  @Override
  public void onNext(PipelineRequest request) {
    if (request.getWritesCount() < 1 || request.getWritesCount() > MOST_WRITES) {
      end(wrongSize(request.getWritesCount()));
      return;
    }
    SessionId session = new SessionId(request.getSession());
    List<SessionWrite> writes =
        request.getWritesList().stream().map(write -> SessionWrite.read(session, write)).toList();
    Batch batch = new Batch(writes, proposed(writes));
    synchronized (this) {
      awaited = false;
      open += writes.size();
      batches.add(batch);
    }
    CompletableFuture<?>[] all = batch.decisions().toArray(CompletableFuture[]::new);
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(all).whenCompleteAsync((none, failure) -> drain(), answering);
    more();
  }

  private List<CompletableFuture<Decision>> proposed(List<SessionWrite> writes) {
    List<Request> requests = new ArrayList<>();
    for (SessionWrite write : writes) {
      if (write.request() != null) {
        requests.add(write.request());
      }
    }
    return order.decisions(requests);
  }

  private static Throwable wrongSize(int count) {
    return Refused.of(
        List.of(
            new Refusal(
                count < 1 ? Reason.INVALID_VALUE : Reason.LIMIT_EXCEEDED,
                "the request has " + count + " writes",
                "send 1 to " + MOST_WRITES + " at once",
                "writes")));
  }

  /** Takes the next request, when there is room for it and the caller takes answers. */
  private synchronized void more() {
    if (!ended && !awaited && !lastTaken && open < MOST_OPEN && out.isReady()) {
      awaited = true;
      out.request(1);
    }
  }

  /** Answers what is decided, in order. */
  private void drain() {
    synchronized (this) {
      while (!ended && !batches.isEmpty() && batches.getFirst().done()) {
        Batch batch = batches.removeFirst();
        open -= batch.writes().size();
        answer(batch);
      }
      if (!ended && lastTaken && batches.isEmpty()) {
        ended = true;
        out.onCompleted();
      }
    }
    more();
  }

  /** Up to the first write of which nobody knows what became of it: there the stream ends. */
  private void answer(Batch batch) {
    PipelineResponse.Builder response = PipelineResponse.newBuilder();
    Iterator<CompletableFuture<Decision>> decisions = batch.decisions().iterator();
    Throwable failure = null;
    for (SessionWrite write : batch.writes()) {
      if (write.request() == null) {
        response.addAnswers(write.refused());
        continue;
      }
      CompletableFuture<Decision> decision = decisions.next();
      failure = decision.handle((done, thrown) -> thrown).join();
      if (failure != null) {
        break;
      }
      response.addAnswers(write.answer(decision.join()));
    }
    if (response.getAnswersCount() > 0) {
      out.onNext(response.build());
    }
    if (failure != null) {
      end(Refused.of(failure));
    }
  }

  private synchronized void end(Throwable error) {
    order.stop();
    if (!ended) {
      ended = true;
      batches.clear();
      out.onError(error);
    }
  }

  private synchronized void left() {
    order.stop();
    ended = true;
    batches.clear();
  }

  @Override
  public void onError(Throwable gone) {
    left();
  }

  @Override
  public void onCompleted() {
    synchronized (this) {
      lastTaken = true;
    }
    drain();
  }
}

package io.quorate.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream of answers of one node. One answer at most waits here, the node holds back the rest. For
 * one thread.
 *
 * @param <Q> type of the request
 * @param <A> type of the answers
 */
final class NodeStream<Q, A> extends ClientCall.Listener<A> {
  private final NodeChannel node;
  private final ClientCall<Q, A> call;

  /** One answer was asked for at a time, and the end comes once. */
  private final BlockingQueue<Signal<A>> signals = new ArrayBlockingQueue<>(2);

  /**
   * An answer, or the end of the stream.
   *
   * @param answer null at the end
   * @param end how it ended
   * @param trailers what came with the end
   */
  record Signal<A>(@Nullable A answer, Status end, Metadata trailers) {}

  private NodeStream(NodeChannel node, ClientCall<Q, A> call) {
    this.node = node;
    this.call = call;
  }

  /** At the node that is asked next. */
  static <Q, A> NodeStream<Q, A> open(NodeCalls calls, MethodDescriptor<Q, A> method, Q request) {
    NodeChannel node = calls.node();
    ClientCall<Q, A> call = node.open().newCall(method, CallOptions.DEFAULT);
    NodeStream<Q, A> opened = new NodeStream<>(node, call);
    call.start(opened, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return opened;
  }

  NodeChannel node() {
    return node;
  }

  /** What comes next; null when nothing does within the limit. */
  @Nullable Signal<A> await(Duration limit) throws InterruptedException {
    return signals.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The last answer is taken, another may come. */
  void taken() {
    call.request(1);
  }

  void cancel() {
    call.cancel("no longer watched", null);
  }

  /**
   * Whether the node has ended it well, and may be asked again; else the next one may go on.
   *
   * @throws RefusedException when it is a clear no
   */
  boolean endedWell(Signal<A> signal) throws RefusedException {
    Status end = signal.end();
    if (end.isOk()) {
      return true;
    }
    Optional<CallRefusal> refusal = Refusals.fromThrowable(end.asException(signal.trailers()));
    boolean passing =
        FailedAttempt.judge(node.address(), end, refusal, FailedAttempt.Sent.YES).isPresent();
    // Watching goes on after anything but a clear no: judged like a change, an accident of the node
    // is none.
    if (!passing
        && new CallVerdict(CallEffect.CHANGE, "", List.of()).afterAnswer(end, refusal)
            instanceof RefusedException no) {
      throw no;
    }
    return false;
  }

  @Override
  public void onMessage(A answer) {
    signals.add(new Signal<>(answer, Status.OK, new Metadata()));
  }

  @Override
  public void onClose(Status end, Metadata trailers) {
    signals.add(new Signal<>(null, end, trailers));
  }
}

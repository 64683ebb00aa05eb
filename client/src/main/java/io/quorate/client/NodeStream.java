package io.quorate.client;

import com.google.protobuf.MessageLite;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream of answers of one node. Some small answers wait here, or a large one; the node holds
 * back the rest. For one thread.
 *
 * @param <Q> type of the request
 * @param <A> type of the answers
 */
final class NodeStream<Q, A extends MessageLite> extends ClientCall.Listener<A> {
  private static final int MOST_WAITING = 32;

  /** And one answer more. */
  private static final int MOST_WAITING_BYTES = 64 << 10;

  private static final Metadata NONE = new Metadata();
  private static final Executor CONNECTION_THREAD = Runnable::run;

  private final NodeChannel node;
  private final ClientCall<Q, A> call;

  /** Answers that were asked for, one at a time, and the end. */
  private final BlockingQueue<Signal<A>> signals = new LinkedBlockingQueue<>(MOST_WAITING + 1);

  private int waiting;
  private int waitingBytes;
  private boolean asked;

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
  static <Q, A extends MessageLite> NodeStream<Q, A> open(
      NodeCalls calls, MethodDescriptor<Q, A> method, Q request) {
    NodeChannel node = calls.node();
    // What is done with an answer here is so short that the thread of the connection can do it.
    ClientCall<Q, A> call =
        node.open().newCall(method, CallOptions.DEFAULT.withExecutor(CONNECTION_THREAD));
    NodeStream<Q, A> opened = new NodeStream<>(node, call);
    call.start(opened, new Metadata());
    opened.askForOne();
    call.sendMessage(request);
    call.halfClose();
    return opened;
  }

  NodeChannel node() {
    return node;
  }

  /** What comes next; null when nothing does within the limit. */
  @Nullable Signal<A> await(Duration limit) throws InterruptedException {
    Signal<A> signal = signals.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (signal != null && signal.answer() != null) {
      taken(signal.answer().getSerializedSize());
      askForOne();
    }
    return signal;
  }

  private synchronized void came(int bytes) {
    asked = false;
    waiting++;
    waitingBytes += bytes;
  }

  private synchronized void taken(int bytes) {
    waiting--;
    waitingBytes -= bytes;
  }

  /** Asks for another answer when there is room for it, and none is on its way. */
  private void askForOne() {
    synchronized (this) {
      if (asked || waiting >= MOST_WAITING || waitingBytes >= MOST_WAITING_BYTES) {
        return;
      }
      asked = true;
    }
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
    came(answer.getSerializedSize());
    signals.add(new Signal<>(answer, Status.OK, NONE));
    askForOne();
  }

  @Override
  public void onClose(Status end, Metadata trailers) {
    signals.add(new Signal<>(null, end, trailers));
  }
}

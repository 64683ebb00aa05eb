package io.quorate.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.v1.GetStatusRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Statuses as they change: one at once, one after each change, and one after each silence, so that
 * a node which no longer answers is noticed. When a stream ends, breaks or says nothing, the next
 * {@link #next} opens another one, at the next node. One status at most waits here, the node holds
 * back the rest.
 *
 * <p>For one thread. It has no end of its own: whoever watches decides how long to go without an
 * answer.
 */
public final class StatusWatch implements AutoCloseable {

  private final NodeCalls calls;
  private final MethodDescriptor<GetStatusRequest, io.quorate.v1.Status> method;
  private final GetStatusRequest request;
  private @Nullable Stream stream;

  StatusWatch(
      NodeCalls calls,
      MethodDescriptor<GetStatusRequest, io.quorate.v1.Status> method,
      GetStatusRequest request) {
    this.calls = calls;
    this.method = method;
    this.request = request;
  }

  /**
   * Waits for the next status.
   *
   * @param silence how long a node may say nothing, before it is asked anew or, when it has said
   *     nothing at all, left for the next
   * @return empty when the node did not answer or the stream ended; calling again goes on
   * @throws RefusedException when the node refuses to be watched
   * @throws InterruptedException when the thread was interrupted
   */
  public Optional<io.quorate.v1.Status> next(Duration silence)
      throws RefusedException, InterruptedException {
    if (stream != null) {
      Signal signal = stream.await(silence);
      if (signal != null) {
        return taken(stream, signal);
      }
      close();
    }
    stream = open();
    Signal first = stream.await(silence);
    if (first != null) {
      return taken(stream, first);
    }
    NodeChannel mute = stream.node;
    close();
    leave(mute);
    return Optional.empty();
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.call.cancel("no longer watched", null);
      stream = null;
    }
  }

  private Optional<io.quorate.v1.Status> taken(Stream open, Signal signal) throws RefusedException {
    if (signal.status() == null) {
      NodeChannel node = open.node;
      stream = null;
      ended(node, signal);
    } else {
      open.call.request(1);
    }
    return Optional.ofNullable(signal.status());
  }

  private void ended(NodeChannel node, Signal signal) throws RefusedException {
    Status end = signal.end();
    if (end.isOk()) {
      return;
    }
    Optional<CallRefusal> refusal = Refusals.fromThrowable(end.asException(signal.trailers()));
    boolean passing =
        FailedAttempt.judge(node.address(), end, refusal, FailedAttempt.Sent.YES).isPresent();
    // Watching goes on after anything but a clear no: judged like a change, an accident of the node
    // is none.
    if (!passing
        && CallVerdict.afterAnswer(CallEffect.CHANGE, "", end, refusal)
            instanceof RefusedException no) {
      throw no;
    }
    leave(node);
  }

  private void leave(NodeChannel node) {
    node.drop();
    calls.leave(node);
  }

  private Stream open() {
    NodeChannel node = calls.node();
    ClientCall<GetStatusRequest, io.quorate.v1.Status> call =
        node.open().newCall(method, CallOptions.DEFAULT);
    Stream opened = new Stream(node, call);
    call.start(opened, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return opened;
  }

  /** A status, or the end of the stream. */
  private record Signal(io.quorate.v1.@Nullable Status status, Status end, Metadata trailers) {}

  private static final class Stream extends ClientCall.Listener<io.quorate.v1.Status> {
    private final NodeChannel node;
    private final ClientCall<GetStatusRequest, io.quorate.v1.Status> call;

    /** One status was asked for at a time, and the end comes once. */
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(2);

    Stream(NodeChannel node, ClientCall<GetStatusRequest, io.quorate.v1.Status> call) {
      this.node = node;
      this.call = call;
    }

    @Nullable Signal await(Duration limit) throws InterruptedException {
      return signals.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void onMessage(io.quorate.v1.Status status) {
      signals.add(new Signal(status, Status.OK, new Metadata()));
    }

    @Override
    public void onClose(Status end, Metadata trailers) {
      signals.add(new Signal(null, end, trailers));
    }
  }
}

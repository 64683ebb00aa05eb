package io.quorate.client;

import io.grpc.MethodDescriptor;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.Optional;
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
  private final MethodDescriptor<GetStatusRequest, Status> method;
  private final GetStatusRequest request;
  private @Nullable NodeStream<GetStatusRequest, Status> stream;

  StatusWatch(
      NodeCalls calls,
      MethodDescriptor<GetStatusRequest, Status> method,
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
  public Optional<Status> next(Duration silence) throws RefusedException, InterruptedException {
    if (stream != null) {
      NodeStream.Signal<Status> signal = stream.await(silence);
      if (signal != null) {
        return taken(stream, signal);
      }
      close();
    }
    stream = NodeStream.open(calls, method, request);
    NodeStream.Signal<Status> first = stream.await(silence);
    if (first != null) {
      return taken(stream, first);
    }
    NodeChannel mute = stream.node();
    close();
    calls.abandon(mute);
    return Optional.empty();
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.cancel();
      stream = null;
    }
  }

  private Optional<Status> taken(
      NodeStream<GetStatusRequest, Status> open, NodeStream.Signal<Status> signal)
      throws RefusedException {
    if (signal.answer() == null) {
      stream = null;
      if (!open.endedWell(signal)) {
        calls.abandon(open.node());
      }
    }
    return Optional.ofNullable(signal.answer());
  }
}

package io.quorate.server.access;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stream that ends when its caller is not trusted any more: it may be open for an hour. It is
 * asked for each message that goes either way; the service sees the end as that of a caller who
 * hung up. A call of one request and one answer is no such stream: what was begun by somebody who
 * was trusted is answered, also where it is that which ended the trust.
 */
final class TrustedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
  private final Supplier<Optional<StatusException>> refusal;
  private final Object lock = new Object();
  private boolean ended;

  /**
   * A call that was let in.
   *
   * @param refusal why its caller is not trusted now; empty when it is
   */
  TrustedCall(ServerCall<Q, A> call, Supplier<Optional<StatusException>> refusal) {
    super(call);
    this.refusal = refusal;
  }

  /** Whether it goes on; it is ended when its caller is not trusted any more. */
  private boolean holds() {
    Optional<StatusException> why = refusal.get();
    synchronized (lock) {
      if (!ended && why.isPresent()) {
        ended = true;
        Metadata trailers = why.get().getTrailers();
        super.close(why.get().getStatus(), trailers == null ? new Metadata() : trailers);
      }
      return !ended;
    }
  }

  private boolean hasEnded() {
    synchronized (lock) {
      return ended;
    }
  }

  @Override
  public void sendHeaders(Metadata headers) {
    synchronized (lock) {
      if (!ended) {
        super.sendHeaders(headers);
      }
    }
  }

  @Override
  public void sendMessage(A message) {
    if (holds()) {
      synchronized (lock) {
        if (!ended) {
          super.sendMessage(message);
        }
      }
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    synchronized (lock) {
      if (!ended) {
        super.close(status, trailers);
      }
    }
  }

  /** What the service hears of the caller. */
  ServerCall.Listener<Q> listener(ServerCall.Listener<Q> service) {
    return new SimpleForwardingServerCallListener<>(service) {
      @Override
      public void onMessage(Q message) {
        if (holds()) {
          super.onMessage(message);
        }
      }

      @Override
      public void onHalfClose() {
        if (!hasEnded()) {
          super.onHalfClose();
        }
      }

      @Override
      public void onComplete() {
        if (hasEnded()) {
          super.onCancel();
        } else {
          super.onComplete();
        }
      }
    };
  }
}

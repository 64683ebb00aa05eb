package io.quorate.server.cluster;

import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call over a line that may lose what is sent. Its deadline is kept here: the other side may have
 * ended it already, only that this is not heard. An answer that is held back is not too late for
 * the one who asked, however long it takes: so the worst is tried.
 */
final class LossyCall<Q, A> extends ClientCall<Q, A> {
  private final ClientCall<Q, A> real;
  private final @Nullable Deadline deadline;
  private final Line line;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean ended = new AtomicBoolean();
  private @Nullable Listener<A> caller;
  private boolean begun;
  private boolean cancelled;
  private volatile boolean heldBack;

  /** What a line does at this moment. */
  interface Line {
    boolean losesQuestions();

    boolean losesAnswers();

    boolean holdsAnswers();

    void hold(Runnable answer);
  }

  LossyCall(
      ClientCall<Q, A> real,
      @Nullable Deadline deadline,
      Line line,
      ScheduledExecutorService timer) {
    this.real = real;
    this.deadline = deadline;
    this.line = line;
    this.timer = timer;
  }

  @Override
  public void start(Listener<A> listener, Metadata headers) {
    caller = listener;
    if (deadline != null) {
      timer.schedule(
          () -> {
            if (!heldBack) {
              end(Status.DEADLINE_EXCEEDED, new Metadata());
              cancel("too late", null);
            }
          },
          deadline.timeRemaining(TimeUnit.NANOSECONDS),
          TimeUnit.NANOSECONDS);
    }
    begin(headers);
  }

  private synchronized void begin(Metadata headers) {
    begun = !cancelled && !line.losesQuestions();
    if (begun) {
      try {
        real.start(new Heard(), headers);
      } catch (NullPointerException ended) {
        // What gRPC does in one process when the server has ended and its transport has not.
        begun = false;
        end(Status.UNAVAILABLE.withCause(ended), new Metadata());
      }
    }
  }

  /** Whether the caller still has something to say; a slow one may have been cut off meanwhile. */
  private boolean goesOn() {
    return begun && !cancelled;
  }

  private void end(Status status, Metadata trailers) {
    Listener<A> listener = caller;
    if (listener != null && ended.compareAndSet(false, true)) {
      listener.onClose(status, trailers);
    }
  }

  /** Passes on what is not lost. */
  private final class Heard extends Listener<A> {
    @Override
    public void onHeaders(Metadata headers) {
      if (!ended.get() && !line.losesAnswers() && caller != null) {
        caller.onHeaders(headers);
      }
    }

    @Override
    public void onMessage(A message) {
      Listener<A> told = caller;
      if (told != null && line.holdsAnswers()) {
        heldBack = true;
        line.hold(
            () -> {
              told.onMessage(message);
              end(Status.OK, new Metadata());
            });
        return;
      }
      if (!ended.get() && !line.losesAnswers() && caller != null) {
        caller.onMessage(message);
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (!heldBack && !line.losesAnswers()) {
        end(status, trailers);
      }
    }

    @Override
    public void onReady() {
      if (caller != null) {
        caller.onReady();
      }
    }
  }

  @Override
  public void request(int messages) {
    if (begun) {
      real.request(messages);
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    synchronized (this) {
      cancelled = true;
      if (begun) {
        real.cancel(message, cause);
      }
    }
    end(Status.CANCELLED.withDescription(message), new Metadata());
  }

  @Override
  public synchronized void halfClose() {
    if (goesOn()) {
      real.halfClose();
    }
  }

  @Override
  public synchronized void sendMessage(Q message) {
    if (goesOn()) {
      real.sendMessage(message);
    }
  }
}

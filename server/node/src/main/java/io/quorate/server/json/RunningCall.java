package io.quorate.server.json;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.quorate.server.transport.CallOrigin;
import io.quorate.server.transport.LocalCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of a service of this process. Its answers are asked for one at a time, so that whoever
 * does not take them holds up nobody but itself, as over the network.
 */
final class RunningCall implements AutoCloseable {
  private final ClientCall<Message, Message> call;

  /** Of the one thread that takes answers. */
  private boolean asked;

  private boolean admitted;
  private @Nullable Message answer;
  private @Nullable End end;

  /** How a call ended. */
  record End(Status status, Metadata trailers) {
    boolean well() {
      return status.isOk();
    }

    HttpRefusedException refusal() {
      return HttpErrors.of(status, trailers);
    }
  }

  /** Begins a call; it ends by itself when its time is over. */
  RunningCall(LocalCalls calls, ApiMethod method, CallOrigin origin, Duration time) {
    this.call =
        calls
            .channel()
            .newCall(
                method.call(),
                CallOptions.DEFAULT.withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS));
    call.start(new Heard(), origin.headers(this::admitted));
  }

  private synchronized void admitted() {
    admitted = true;
    notifyAll();
  }

  private final class Heard extends ClientCall.Listener<Message> {
    @Override
    public void onMessage(Message message) {
      synchronized (RunningCall.this) {
        answer = message;
        RunningCall.this.notifyAll();
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      synchronized (RunningCall.this) {
        end = new End(status, trailers);
        RunningCall.this.notifyAll();
      }
    }
  }

  /**
   * Waits until the call has come to its service. The call's own time is the limit.
   *
   * @return how it ended when it was turned away before; empty when it was not
   */
  synchronized Optional<End> awaitAdmission() throws InterruptedException {
    while (!admitted && end == null) {
      wait();
    }
    return Optional.ofNullable(end);
  }

  /** Asks. */
  void send(Message request) {
    call.sendMessage(request);
    call.halfClose();
  }

  /**
   * Waits for the next answer.
   *
   * @return empty when there was none in this time, or the call has ended
   */
  Optional<Message> next(Duration atMost) throws InterruptedException {
    if (!asked) {
      asked = true;
      call.request(1);
    }
    Optional<Message> found = taken(atMost);
    if (found.isPresent()) {
      asked = false;
    }
    return found;
  }

  private synchronized Optional<Message> taken(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (answer == null && end == null) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
    Optional<Message> found = Optional.ofNullable(answer);
    answer = null;
    return found;
  }

  /** Waits until it is over. The call's own time is the limit. */
  synchronized End awaitEnd() throws InterruptedException {
    while (end == null) {
      wait();
    }
    return end;
  }

  /** How it ended, once every answer is taken; empty while it goes on. */
  synchronized Optional<End> end() {
    return answer == null ? Optional.ofNullable(end) : Optional.empty();
  }

  @Override
  public void close() {
    call.cancel("nobody waits for an answer any more", null);
  }
}

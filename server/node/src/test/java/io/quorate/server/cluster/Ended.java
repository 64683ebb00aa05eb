package io.quorate.server.cluster;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps what a call came to. */
final class Ended<A> implements StreamObserver<A> {
  private final List<A> values = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Status> end = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  List<A> values() {
    return values;
  }

  /** How it ended; null while it goes on. */
  @Nullable Status end() {
    return end.get();
  }

  /** With what it failed. */
  Throwable failure() {
    return Objects.requireNonNull(failure.get());
  }

  /** Why it was refused. */
  CallRefusal refusal() {
    return Refusals.fromThrowable(failure()).orElseThrow();
  }

  @Override
  public void onNext(A value) {
    values.add(value);
  }

  @Override
  public void onError(Throwable why) {
    failure.set(why);
    end.set(Status.fromThrowable(why));
  }

  @Override
  public void onCompleted() {
    end.set(Status.OK);
  }
}

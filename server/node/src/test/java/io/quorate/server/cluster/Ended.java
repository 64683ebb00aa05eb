package io.quorate.server.cluster;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps what a call came to. */
final class Ended<A> implements StreamObserver<A> {
  private final List<A> values = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Status> end = new AtomicReference<>();

  List<A> values() {
    return values;
  }

  /** How it ended; null while it goes on. */
  @Nullable Status end() {
    return end.get();
  }

  @Override
  public void onNext(A value) {
    values.add(value);
  }

  @Override
  public void onError(Throwable failure) {
    end.set(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.set(Status.OK);
  }
}

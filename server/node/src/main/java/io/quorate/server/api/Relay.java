package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import java.util.function.UnaryOperator;

/**
 * Passes the answer of another node on, and its error as the caller is to be told of it.
 *
 * @param out who waits for it
 * @param told what the caller is told of an error of the answer, or of the way there
 */
record Relay<A>(StreamObserver<A> out, UnaryOperator<Throwable> told) implements StreamObserver<A> {
  @Override
  public void onNext(A value) {
    out.onNext(value);
  }

  @Override
  public void onError(Throwable failure) {
    out.onError(told.apply(failure));
  }

  @Override
  public void onCompleted() {
    out.onCompleted();
  }
}

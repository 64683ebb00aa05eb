package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Takes the one answer of a call that this node makes to itself, or to the leader. */
final class Answered<A> implements StreamObserver<A> {
  private final CompletableFuture<A> answer = new CompletableFuture<>();

  /** Makes the call; its answer. */
  static <A> CompletableFuture<A> of(Consumer<StreamObserver<A>> call) {
    Answered<A> answered = new Answered<>();
    call.accept(answered);
    return answered.answer;
  }

  @Override
  public void onNext(A value) {
    answer.complete(value);
  }

  @Override
  public void onError(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    if (!answer.isDone()) {
      answer.completeExceptionally(new IllegalStateException("a call ended without an answer"));
    }
  }
}

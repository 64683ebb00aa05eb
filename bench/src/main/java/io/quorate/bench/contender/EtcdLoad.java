package io.quorate.bench.contender;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Calls of etcd, all on one connection and none of a thread of its own.
 *
 * @param channel which is not closed with it
 * @param kind what is asked for
 */
record EtcdLoad(Channel channel, LoadKind kind) implements Load {
  @Override
  public CompletionStage<?> ask(int slot, long number) {
    byte[] key = Entries.keyBytes(number);
    if (kind.writes()) {
      return call(EtcdWire.PUT, EtcdWire.put(key, Entries.value(number)));
    }
    return call(EtcdWire.RANGE, EtcdWire.range(key))
        .thenApply(
            answer -> {
              if (!EtcdWire.found(answer)) {
                throw new IllegalStateException("etcd has no " + Entries.key(number));
              }
              return answer;
            });
  }

  private CompletableFuture<byte[]> call(MethodDescriptor<byte[], byte[]> method, byte[] request) {
    CompletableFuture<byte[]> done = new CompletableFuture<>();
    ClientCalls.asyncUnaryCall(
        channel.newCall(method, CallOptions.DEFAULT),
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(byte[] answer) {
            done.complete(answer);
          }

          @Override
          public void onError(Throwable failure) {
            done.completeExceptionally(failure);
          }

          @Override
          public void onCompleted() {
            // The answer has come before.
          }
        });
    return done;
  }

  @Override
  public void close() {}
}

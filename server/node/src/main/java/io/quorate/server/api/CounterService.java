package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.server.session.Peers;
import io.quorate.v1.Counter;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.CountersGrpc.CountersStub;
import io.quorate.v1.GetCounterRequest;
import io.quorate.v1.ListCountersRequest;
import io.quorate.v1.ListCountersResponse;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.ObserveCounterRequest;
import io.quorate.v1.RaiseCounterRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The API of counters: routes each call to the leader, and answers it there. */
final class CounterService extends CountersGrpc.CountersImplBase {
  private final LeaderRoute route;
  private final Peers peers;
  private final CounterDesk desk;

  CounterService(LeaderRoute route, Peers peers, CounterDesk desk) {
    this.route = route;
    this.peers = peers;
    this.desk = desk;
  }

  @Override
  public void next(NextCounterRequest request, StreamObserver<CounterResponse> out) {
    route(out, () -> desk.next(request), (stub, relay) -> stub.next(request, relay));
  }

  @Override
  public void observe(ObserveCounterRequest request, StreamObserver<CounterResponse> out) {
    route(out, () -> desk.observe(request), (stub, relay) -> stub.observe(request, relay));
  }

  @Override
  public void raise(RaiseCounterRequest request, StreamObserver<CounterResponse> out) {
    route(out, () -> desk.raise(request), (stub, relay) -> stub.raise(request, relay));
  }

  @Override
  public void get(GetCounterRequest request, StreamObserver<Counter> out) {
    route(out, () -> desk.get(request), (stub, relay) -> stub.get(request, relay));
  }

  @Override
  public void list(ListCountersRequest request, StreamObserver<ListCountersResponse> out) {
    route(out, () -> desk.list(request), (stub, relay) -> stub.list(request, relay));
  }

  private <A> void route(
      StreamObserver<A> out,
      Supplier<CompletableFuture<A>> here,
      BiConsumer<CountersStub, StreamObserver<A>> there) {
    route.route(out, here, peers::counters, there);
  }
}

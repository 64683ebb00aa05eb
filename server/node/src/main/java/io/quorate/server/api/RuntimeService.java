package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.server.session.Peers;
import io.quorate.v1.CompareRuntimeRequest;
import io.quorate.v1.CompareRuntimeResponse;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WatchRuntimeRequest;
import io.quorate.v1.WriteRuntimeRequest;

/**
 * The API of runtime entries: routes each call to the leader, and answers it there. Watches are
 * answered here.
 */
final class RuntimeService extends RuntimeGrpc.RuntimeImplBase {
  private final LeaderRoute route;
  private final Peers peers;
  private final RuntimeReads reads;
  private final RuntimeComparison comparison;
  private final RuntimeWrites writes;
  private final StoreWatches watches;

  /** What answers on the leader. */
  record Desks(RuntimeReads reads, RuntimeComparison comparison, RuntimeWrites writes) {}

  RuntimeService(LeaderRoute route, Peers peers, Desks desks, StoreWatches watches) {
    this.route = route;
    this.peers = peers;
    this.reads = desks.reads();
    this.comparison = desks.comparison();
    this.writes = desks.writes();
    this.watches = watches;
  }

  @Override
  public void get(GetRuntimeRequest request, StreamObserver<RuntimeEntry> out) {
    route.route(
        out, () -> reads.get(request), peers::runtime, (stub, relay) -> stub.get(request, relay));
  }

  @Override
  public void compare(CompareRuntimeRequest request, StreamObserver<CompareRuntimeResponse> out) {
    route.route(
        out,
        () -> comparison.of(request),
        peers::runtime,
        (stub, relay) -> stub.compare(request, relay));
  }

  @Override
  public void list(ListRuntimeRequest request, StreamObserver<ListRuntimeResponse> out) {
    route.route(
        out, () -> reads.list(request), peers::runtime, (stub, relay) -> stub.list(request, relay));
  }

  @Override
  public void write(WriteRuntimeRequest request, StreamObserver<RuntimeResponse> out) {
    route.route(
        out,
        () -> writes.write(request),
        peers::runtime,
        (stub, relay) -> stub.write(request, relay));
  }

  @Override
  public void touch(TouchRuntimeRequest request, StreamObserver<RuntimeResponse> out) {
    route.route(
        out,
        () -> writes.touch(request),
        peers::runtime,
        (stub, relay) -> stub.touch(request, relay));
  }

  @Override
  public void watch(WatchRuntimeRequest request, StreamObserver<RuntimeWatchEvent> out) {
    watches.watch(request, out);
  }
}

package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.server.session.Peers;
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
  private final RuntimeWrites writes;
  private final StoreWatches watches;

  RuntimeService(
      LeaderRoute route,
      Peers peers,
      RuntimeReads reads,
      RuntimeWrites writes,
      StoreWatches watches) {
    this.route = route;
    this.peers = peers;
    this.reads = reads;
    this.writes = writes;
    this.watches = watches;
  }

  @Override
  public void get(GetRuntimeRequest request, StreamObserver<RuntimeEntry> out) {
    route.route(
        out, () -> reads.get(request), peers::runtime, (stub, relay) -> stub.get(request, relay));
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

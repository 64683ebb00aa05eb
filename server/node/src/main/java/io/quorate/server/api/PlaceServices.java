package io.quorate.server.api;

import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.server.access.Access;
import io.quorate.server.session.Peers;
import io.quorate.v1.ClaimSeatRequest;
import io.quorate.v1.FindSeatRequest;
import io.quorate.v1.NodeSeatsGrpc;
import io.quorate.v1.NodesGrpc;
import io.quorate.v1.OfferedSeat;
import io.quorate.v1.ReplaceNodeRequest;
import io.quorate.v1.ReplaceNodeResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The API of the places of nodes, for operators and for nodes without data: leads to the leader.
 */
final class PlaceServices {
  private final LeaderRoute route;
  private final Peers peers;
  private final SeatDesk desk;

  PlaceServices(LeaderRoute route, Peers peers, SeatDesk desk) {
    this.route = route;
    this.peers = peers;
    this.desk = desk;
  }

  /** For a server. */
  List<BindableService> services() {
    return List.of(new ForOperators(), new ForNodes());
  }

  private final class ForOperators extends NodesGrpc.NodesImplBase {
    @Override
    public void replaceNode(ReplaceNodeRequest request, StreamObserver<ReplaceNodeResponse> out) {
      route.route(
          out,
          () -> desk.replace(request),
          peers::places,
          (stub, relay) -> stub.replaceNode(request, relay));
    }
  }

  private final class ForNodes extends NodeSeatsGrpc.NodeSeatsImplBase {
    @Override
    public void findSeat(FindSeatRequest request, StreamObserver<OfferedSeat> out) {
      ofItself(
          request.getNode(),
          out,
          () -> desk.find(request),
          (stub, relay) -> stub.findSeat(request, relay));
    }

    @Override
    public void claimSeat(ClaimSeatRequest request, StreamObserver<OfferedSeat> out) {
      ofItself(
          request.getNode(),
          out,
          () -> desk.claim(request),
          (stub, relay) -> stub.claimSeat(request, relay));
    }

    /** Whoever passes it on has seen the certificate. */
    private void ofItself(
        String node,
        StreamObserver<OfferedSeat> out,
        Supplier<CompletableFuture<OfferedSeat>> here,
        BiConsumer<NodeSeatsGrpc.NodeSeatsStub, StreamObserver<OfferedSeat>> there) {
      if (!LeaderRoute.passedOn() && Access.impostor(node)) {
        out.onError(
            Status.PERMISSION_DENIED
                .withDescription("the claim of " + node + " comes with another's certificate")
                .asRuntimeException());
        return;
      }
      route.route(out, here, peers::seats, there);
    }
  }
}

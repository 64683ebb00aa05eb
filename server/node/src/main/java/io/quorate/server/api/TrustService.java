package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.server.session.Peers;
import io.quorate.v1.ListRevocationsRequest;
import io.quorate.v1.ListRevocationsResponse;
import io.quorate.v1.ReinstateRequest;
import io.quorate.v1.ReinstateResponse;
import io.quorate.v1.RevokeRequest;
import io.quorate.v1.RevokeResponse;
import io.quorate.v1.TrustGrpc;

/** The API of certificates that are not taken any more: leads to the leader. */
final class TrustService extends TrustGrpc.TrustImplBase {
  private final LeaderRoute route;
  private final Peers peers;
  private final RevocationDesk desk;

  TrustService(LeaderRoute route, Peers peers, RevocationDesk desk) {
    this.route = route;
    this.peers = peers;
    this.desk = desk;
  }

  @Override
  public void revoke(RevokeRequest request, StreamObserver<RevokeResponse> out) {
    route.route(
        out,
        () -> desk.revoke(request),
        peers::trust,
        (stub, relay) -> stub.revoke(request, relay));
  }

  @Override
  public void reinstate(ReinstateRequest request, StreamObserver<ReinstateResponse> out) {
    route.route(
        out,
        () -> desk.reinstate(request),
        peers::trust,
        (stub, relay) -> stub.reinstate(request, relay));
  }

  @Override
  public void listRevocations(
      ListRevocationsRequest request, StreamObserver<ListRevocationsResponse> out) {
    route.route(
        out, desk::list, peers::trust, (stub, relay) -> stub.listRevocations(request, relay));
  }
}

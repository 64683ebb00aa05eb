package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.server.session.Peers;
import io.quorate.v1.EndSessionRequest;
import io.quorate.v1.EndSessionResponse;
import io.quorate.v1.OpenSessionRequest;
import io.quorate.v1.Session;
import io.quorate.v1.SessionsGrpc;

/** The API of sessions of programs: routes each call to the leader, and answers it there. */
final class ProgramSessionService extends SessionsGrpc.SessionsImplBase {
  private final LeaderRoute route;
  private final Peers peers;
  private final ProgramSessions sessions;

  ProgramSessionService(LeaderRoute route, Peers peers, ProgramSessions sessions) {
    this.route = route;
    this.peers = peers;
    this.sessions = sessions;
  }

  @Override
  public void open(OpenSessionRequest request, StreamObserver<Session> out) {
    route.route(
        out,
        () -> sessions.open(request),
        peers::sessions,
        (stub, relay) -> stub.open(request, relay));
  }

  @Override
  public void end(EndSessionRequest request, StreamObserver<EndSessionResponse> out) {
    route.route(
        out,
        () -> sessions.end(request),
        peers::sessions,
        (stub, relay) -> stub.end(request, relay));
  }
}

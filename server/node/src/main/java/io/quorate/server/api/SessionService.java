package io.quorate.server.api;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.core.ClockReading;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.server.session.MalformedMessageException;
import io.quorate.v1.AttestRequest;
import io.quorate.v1.AttestResponse;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import io.quorate.v1.NodeSessionGrpc;
import io.quorate.v1.NudgeRequest;
import io.quorate.v1.NudgeResponse;
import io.quorate.v1.SightingRequest;
import io.quorate.v1.SightingResponse;
import java.util.concurrent.CompletableFuture;

/** Calls of the other nodes: heartbeats to a leader, the attestation of its term, and its hints. */
final class SessionService extends NodeSessionGrpc.NodeSessionImplBase {
  private final ApiParts parts;
  private final Runnable nudged;

  SessionService(ApiParts parts, Runnable nudged) {
    this.parts = parts;
    this.nudged = nudged;
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatResponse> out) {
    ClockReading arrivedAt = parts.clocks().get();
    if (!request.getCluster().equals(parts.identity().cluster())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    boolean known =
        Names.wellFormed(request.getNode())
            && parts.identity().kinds().containsKey(new NodeId(request.getNode()));
    if (!known) {
      out.onError(
          Status.INVALID_ARGUMENT
              .withDescription("'" + request.getNode() + "' is not a node of this cluster")
              .asRuntimeException());
      return;
    }
    LeaderRoute.answer(
        out,
        parts
            .leader()
            .heartbeat(request, arrivedAt)
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(malformedOr(failure))));
  }

  /** Rule G1: the term is read after the question arrived. */
  @Override
  public void attest(AttestRequest request, StreamObserver<AttestResponse> out) {
    if (!request.getCluster().equals(parts.identity().cluster())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    out.onNext(
        AttestResponse.newBuilder()
            .setNode(parts.identity().self().value())
            .setTerm(parts.registry().currentTerm().value())
            .build());
    out.onCompleted();
  }

  @Override
  public void nudge(NudgeRequest request, StreamObserver<NudgeResponse> out) {
    if (!request.getCluster().equals(parts.identity().cluster())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    nudged.run();
    out.onNext(NudgeResponse.getDefaultInstance());
    out.onCompleted();
  }

  @Override
  public void getSighting(SightingRequest request, StreamObserver<SightingResponse> out) {
    if (!request.getCluster().equals(parts.identity().cluster())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    SightingResponse.Builder answer = SightingResponse.newBuilder();
    if (Names.wellFormed(request.getNode())) {
      parts
          .registry()
          .sighting(new NodeId(request.getNode()))
          .ifPresent(
              seen ->
                  answer
                      .setSeen(true)
                      .setLeaderTerm(seen.leaderTerm())
                      .setMatchIndex(seen.matchIndex())
                      .setCommittedIndex(seen.committedIndex()));
    }
    out.onNext(answer.build());
    out.onCompleted();
  }

  private static Throwable malformedOr(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof MalformedMessageException
        ? Status.INVALID_ARGUMENT
            .withDescription("a heartbeat that cannot be: " + cause.getMessage())
            .asRuntimeException()
        : failure;
  }

  private Throwable foreign(String cluster) {
    return Status.INVALID_ARGUMENT
        .withDescription(
            "this is cluster '" + parts.identity().cluster() + "', not '" + cluster + "'")
        .asRuntimeException();
  }
}

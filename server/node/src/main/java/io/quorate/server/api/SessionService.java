package io.quorate.server.api;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.Read;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.Findings;
import io.quorate.core.membership.Founding;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Request;
import io.quorate.core.session.Heartbeat;
import io.quorate.server.access.Access;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.HeartbeatMessages;
import io.quorate.server.session.SeatMessages;
import io.quorate.server.trial.TrialResult;
import io.quorate.server.trial.Trials;
import io.quorate.v1.AttestRequest;
import io.quorate.v1.AttestResponse;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import io.quorate.v1.NodeSessionGrpc;
import io.quorate.v1.NudgeRequest;
import io.quorate.v1.NudgeResponse;
import io.quorate.v1.SightingRequest;
import io.quorate.v1.SightingResponse;
import io.quorate.v1.TryConfigRequest;
import io.quorate.v1.TryConfigResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Calls of the other nodes: heartbeats to a leader, the attestation of its term, and its hints. */
final class SessionService extends NodeSessionGrpc.NodeSessionImplBase {
  private final ClusterIdentity identity;
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;
  private final Supplier<ClockReading> clocks;
  private final Here here;

  /**
   * What this node does when a leader asks.
   *
   * @param nudged called when the leader hints that a heartbeat would bring news
   * @param trials tries commits of configurations
   */
  record Here(Runnable nudged, Trials trials) {}

  /** Of one node. */
  SessionService(
      ClusterIdentity identity,
      ReplicatedRegistry registry,
      LeaderLoop leader,
      Supplier<ClockReading> clocks,
      Here here) {
    this.identity = identity;
    this.registry = registry;
    this.leader = leader;
    this.clocks = clocks;
    this.here = here;
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatResponse> out) {
    ClockReading arrivedAt = clocks.get();
    if (!request.getCluster().equals(identity.label())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    Read<Heartbeat> read = HeartbeatMessages.read(request);
    Heartbeat beat = read.value();
    if (beat == null) {
      out.onError(Refused.of(read.refusals()));
      return;
    }
    if (!identity.kinds().containsKey(new NodeId(request.getNode()))) {
      out.onError(stranger(request.getNode()));
      return;
    }
    if (Access.impostor(request.getNode())) {
      out.onError(impostor(request.getNode()));
      return;
    }
    LeaderRoute.answer(out, leader.heartbeat(request, beat, arrivedAt));
  }

  /** Rule G1: the term is read after the question arrived. */
  @Override
  public void attest(AttestRequest request, StreamObserver<AttestResponse> out) {
    if (!request.getCluster().equals(identity.label())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    out.onNext(
        AttestResponse.newBuilder()
            .setNode(identity.self().value())
            .setTerm(registry.currentTerm().value())
            .setGeneration(registry.self().generation().value())
            .build());
    out.onCompleted();
  }

  @Override
  public void nudge(NudgeRequest request, StreamObserver<NudgeResponse> out) {
    if (!request.getCluster().equals(identity.label())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    here.nudged().run();
    out.onNext(NudgeResponse.getDefaultInstance());
    out.onCompleted();
  }

  @Override
  public void getSighting(SightingRequest request, StreamObserver<SightingResponse> out) {
    if (!request.getCluster().equals(identity.label())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    Optional<NodeId> node = NodeId.read(request.getNode());
    if (node.isEmpty()) {
      out.onError(stranger(request.getNode()));
      return;
    }
    SightingResponse.Builder answer = SightingResponse.newBuilder();
    Seat seat = registry.image().seats().getOrDefault(node.get(), Seat.FIRST);
    answer.setPresentGeneration(seat.generation().value());
    registry
        .sighting(new Voter(node.get(), SeatMessages.generation(request.getGeneration())))
        .ifPresent(
            seen ->
                answer
                    .setSeen(true)
                    .setLeaderTerm(seen.leaderTerm())
                    .setMatchIndex(seen.matchIndex())
                    .setCommittedIndex(seen.committedIndex()));
    out.onNext(answer.build());
    out.onCompleted();
  }

  @Override
  public void tryConfig(TryConfigRequest request, StreamObserver<TryConfigResponse> out) {
    if (!request.getCluster().equals(identity.label())) {
      out.onError(foreign(request.getCluster()));
      return;
    }
    Optional<Request> read = TrialMessages.request(request);
    CompletableFuture<TrialResult> result =
        read.isPresent()
            ? here.trials().run(read.get(), request.getAppliedIndex())
            : CompletableFuture.completedFuture(
                TrialResult.cannotRun("the request cannot be read by this version"));
    LeaderRoute.answer(out, result.thenApply(TrialMessages::of));
  }

  private Throwable foreign(String label) {
    Optional<Founding> other = Founding.ofLabel(identity.cluster(), label);
    if (other.isPresent() && other.get().number() <= identity.founding().number()) {
      return Refused.of(
          List.of(
              Refusal.of(
                  Reason.OLD_CLUSTER,
                  "the cluster was founded anew without this data: it is number "
                      + identity.founding()
                      + " of its name, the data is of number "
                      + other.get(),
                  "see 'Two of three are lost' in docs/what-to-do-when.md")));
    }
    return Status.INVALID_ARGUMENT
        .withDescription(
            "this is cluster '" + identity.label() + "', not '" + Findings.shown(label) + "'")
        .asRuntimeException();
  }

  private static Throwable impostor(String node) {
    return Status.PERMISSION_DENIED
        .withDescription("the heartbeat of " + node + " comes with another's certificate")
        .asRuntimeException();
  }

  private static Throwable stranger(String node) {
    return Status.INVALID_ARGUMENT
        .withDescription("'" + Findings.shown(node) + "' is not a node of this cluster")
        .asRuntimeException();
  }
}

package io.quorate.server.api;

import com.google.protobuf.Message;
import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.declaration.Findings;
import io.quorate.core.leader.LeaderPicture;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.membership.SeatRules;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Request;
import io.quorate.server.session.SeatMessages;
import io.quorate.server.wire.Times;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.Caller;
import io.quorate.v1.ClaimSeatRequest;
import io.quorate.v1.FindSeatRequest;
import io.quorate.v1.OfferedSeat;
import io.quorate.v1.ReplaceNodeRequest;
import io.quorate.v1.ReplaceNodeResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Offers the places of nodes that are lost, and gives them to peers without data; on the leader.
 */
final class SeatDesk {
  private static final Duration OFFER = Duration.ofHours(1);
  private static final DurationRange OFFERS =
      new DurationRange(Duration.ZERO, SeatRules.LONGEST_OFFER);
  private static final int MOST_CLAIMANT = 64;

  private final ClusterIdentity identity;
  private final Proposing proposing;
  private final LeaderViews views;

  SeatDesk(ClusterIdentity identity, Proposing proposing, LeaderViews views) {
    this.identity = identity;
    this.proposing = proposing;
    this.views = views;
  }

  CompletableFuture<ReplaceNodeResponse> replace(ReplaceNodeRequest request) {
    WireFields fields = new WireFields();
    Duration asked = fields.duration("offer_for", request.getOfferFor(), OFFERS);
    List<Refusal> refusals = new ArrayList<>(Callers.refusals(request.getCaller()));
    refusals.addAll(fields.refusals());
    NodeId node = known(request.getNode(), refusals).orElse(null);
    if (node == null || !refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    return views
        .confirmed()
        .thenCompose(known -> replace(request, node, asked, known))
        .thenCompose(done -> views.confirmed())
        .thenApply(then -> answer(seat(node, then), then));
  }

  private CompletableFuture<?> replace(
      ReplaceNodeRequest request, NodeId node, Duration asked, LeaderViews.Confirmed known) {
    ClusterTime until = known.view().time(known.now()).plus(asked.isZero() ? OFFER : asked);
    SeatCommand command =
        request.getWithdraw() ? new SeatCommand.Withdraw(node) : new SeatCommand.Offer(node, until);
    return proposing.propose(
        Callers.request(request.getCaller(), new Command.ChangeSeat(command), request),
        request.getWithdraw() ? List.of() : alive(node, known));
  }

  /** As it stands afterwards: by then the place may have been claimed already. */
  private static ReplaceNodeResponse answer(Seat seat, LeaderViews.Confirmed then) {
    ReplaceNodeResponse.Builder answer = ReplaceNodeResponse.newBuilder();
    return seat.isOffered(then.view().time(then.now()))
        ? answer
            .setGeneration(seat.generation().next().value())
            .setOfferedUntil(Times.timestamp(seat.offeredUntil()))
            .build()
        : answer.setGeneration(seat.generation().value()).build();
  }

  CompletableFuture<OfferedSeat> find(FindSeatRequest request) {
    List<Refusal> refusals = new ArrayList<>();
    NodeId node = ofCluster(request.getCluster(), request.getNode(), refusals).orElse(null);
    if (node == null) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    return views
        .confirmed()
        .thenCompose(
            known -> {
              PeerGeneration next = seat(node, known).generation().next();
              List<Refusal> against = new ArrayList<>(alive(node, known));
              against.addAll(
                  proposing.foreseen(request(new SeatCommand.Claim(node, next, ""), request)));
              return against.isEmpty()
                  ? CompletableFuture.completedFuture(offered(next))
                  : CompletableFuture.failedFuture(Refused.of(against));
            });
  }

  CompletableFuture<OfferedSeat> claim(ClaimSeatRequest request) {
    List<Refusal> refusals = new ArrayList<>();
    NodeId node = ofCluster(request.getCluster(), request.getNode(), refusals).orElse(null);
    if (request.getClaimant().isBlank() || request.getClaimant().length() > MOST_CLAIMANT) {
      refusals.add(
          new Refusal(
              Reason.INVALID_VALUE,
              "the name of the data has 1 to " + MOST_CLAIMANT + " characters",
              "compare the versions",
              "claimant"));
    }
    if (node == null || !refusals.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(refusals));
    }
    SeatCommand.Claim claim =
        new SeatCommand.Claim(
            node, SeatMessages.generation(request.getGeneration()), request.getClaimant());
    return views
        .confirmed()
        .thenCompose(
            known -> {
              boolean has =
                  seat(node, known).claimant().equals(claim.claimant()); // its answer was lost
              return proposing.propose(
                  request(claim, request), has ? List.of() : alive(node, known));
            })
        .thenApply(done -> offered(claim.generation()));
  }

  private static Request request(SeatCommand.Claim claim, Message asked) {
    Caller caller = Caller.newBuilder().setActor("node " + claim.node()).build();
    return Callers.request(caller, new Command.ChangeSeat(claim), asked);
  }

  private OfferedSeat offered(PeerGeneration generation) {
    return OfferedSeat.newBuilder()
        .setGeneration(generation.value())
        .setFounding(identity.founding().toString())
        .build();
  }

  private static Seat seat(NodeId node, LeaderViews.Confirmed known) {
    return known.image().seats().getOrDefault(node, Seat.FIRST);
  }

  /** Whoever is heard from has its data. */
  private static List<Refusal> alive(NodeId node, LeaderViews.Confirmed known) {
    Duration silent = known.view().silence(node, known.now());
    if (silent.compareTo(LeaderPicture.NODE_SILENCE) > 0) {
      return List.of();
    }
    return List.of(
        Refusal.of(
            Reason.NODE_IS_ALIVE,
            node
                + " may be alive: it was heard from, or this leader began, less than "
                + LeaderPicture.NODE_SILENCE.toSeconds()
                + " s ago",
            "stop its server first, for good; then try again"));
  }

  private Optional<NodeId> ofCluster(String cluster, String node, List<Refusal> refusals) {
    if (!cluster.equals(identity.cluster())) {
      refusals.add(
          new Refusal(
              Reason.INVALID_VALUE,
              "this is cluster '" + identity.cluster() + "', not '" + Findings.shown(cluster) + "'",
              "correct the node file",
              "cluster"));
      return Optional.empty();
    }
    return known(node, refusals);
  }

  private Optional<NodeId> known(String name, List<Refusal> refusals) {
    Optional<NodeId> node = NodeId.read(name).filter(one -> identity.kinds().containsKey(one));
    if (node.isEmpty()) {
      refusals.add(
          new Refusal(
              Reason.UNKNOWN_NODE,
              "'" + Findings.shown(name) + "' is not a node of this cluster",
              "see: quorate status",
              "node"));
    }
    return node;
  }
}

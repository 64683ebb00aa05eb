package io.quorate.server.api;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.declaration.Findings;
import io.quorate.core.leader.LeaderPicture;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.membership.SeatRules;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Request;
import io.quorate.server.leader.LeaderLoop;
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
  private final LeaderLoop leader;
  private final LeaderViews views;

  SeatDesk(ClusterIdentity identity, LeaderLoop leader, LeaderViews views) {
    this.identity = identity;
    this.leader = leader;
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
    return views.confirmed().thenCompose(known -> replace(request, node, asked, known));
  }

  private CompletableFuture<ReplaceNodeResponse> replace(
      ReplaceNodeRequest request, NodeId node, Duration asked, LeaderViews.Confirmed known) {
    ClusterTime until = known.view().time(known.now()).plus(asked.isZero() ? OFFER : asked);
    if (!request.getWithdraw()) {
      Optional<Refusal> alive = alive(node, known);
      if (alive.isPresent()) {
        return CompletableFuture.failedFuture(Refused.of(List.of(alive.get())));
      }
    }
    SeatCommand command =
        request.getWithdraw() ? new SeatCommand.Withdraw(node) : new SeatCommand.Offer(node, until);
    Seat seat = seat(node, known);
    ReplaceNodeResponse.Builder answer = ReplaceNodeResponse.newBuilder();
    if (request.getWithdraw()) {
      answer.setGeneration(seat.generation().value());
    } else {
      answer
          .setGeneration(seat.generation().next().value())
          .setOfferedUntil(Times.timestamp(until));
    }
    return decided(
            Callers.request(request.getCaller(), new Command.ChangeSeat(command), request), known)
        .thenApply(done -> answer.build());
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
              Seat seat = seat(node, known);
              Optional<Refusal> alive = alive(node, known);
              if (alive.isPresent()) {
                return CompletableFuture.failedFuture(Refused.of(List.of(alive.get())));
              }
              return seat.isOffered(known.view().time(known.now()))
                  ? CompletableFuture.completedFuture(
                      OfferedSeat.newBuilder()
                          .setGeneration(seat.generation().next().value())
                          .build())
                  : CompletableFuture.failedFuture(
                      Refused.of(
                          List.of(
                              Refusal.of(
                                  Reason.SEAT_NOT_OFFERED,
                                  "nobody has said that the data of " + node + " is lost",
                                  "quorate node replace " + node))));
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
    Caller caller = Caller.newBuilder().setActor("node " + node).build();
    return views
        .confirmed()
        .thenCompose(
            known -> {
              boolean has =
                  seat(node, known).claimant().equals(claim.claimant()); // its answer was lost
              Optional<Refusal> alive = has ? Optional.empty() : alive(node, known);
              return alive.isPresent()
                  ? CompletableFuture.failedFuture(Refused.of(List.of(alive.get())))
                  : decided(Callers.request(caller, new Command.ChangeSeat(claim), request), known);
            })
        .thenApply(
            done -> OfferedSeat.newBuilder().setGeneration(claim.generation().value()).build());
  }

  private CompletableFuture<?> decided(Request request, LeaderViews.Confirmed known) {
    return FeatureLevels.against(request.command(), known.image().level())
        .map(low -> CompletableFuture.<Object>failedFuture(Refused.of(List.of(low))))
        .orElseGet(
            () -> leader.propose(request).thenCompose(Decided::accepted).thenApply(done -> done));
  }

  private static Seat seat(NodeId node, LeaderViews.Confirmed known) {
    return known.image().seats().getOrDefault(node, Seat.FIRST);
  }

  /** Whoever is heard from has its data. */
  private static Optional<Refusal> alive(NodeId node, LeaderViews.Confirmed known) {
    Duration silent = known.view().silence(node, known.now());
    if (silent.compareTo(LeaderPicture.NODE_SILENCE) > 0) {
      return Optional.empty();
    }
    return Optional.of(
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

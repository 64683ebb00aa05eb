package io.quorate.server.api;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.GroupRecord;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.Times;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * Decided what is the case: confirmed by a majority on the leader, or as this node last knew it.
 */
final class StatusSource {

  private final ClusterIdentity identity;
  private final ReplicatedRegistry registry;
  private final LeaderSilence silence;
  private final LeaderViews views;
  private final SyncViews syncs;

  StatusSource(
      ClusterIdentity identity,
      ReplicatedRegistry registry,
      LeaderSilence silence,
      LeaderViews views) {
    this.identity = identity;
    this.registry = registry;
    this.silence = silence;
    this.views = views;
    this.syncs = new SyncViews(registry);
  }

  /** The leader's answer; fails when this node does not lead or no majority confirms it. */
  CompletableFuture<Status> confirmed(GetStatusRequest request) {
    return views.confirmed().thenApply(known -> message(known, request.getGroup()));
  }

  private Status message(LeaderViews.Confirmed known, String group) {
    NodeId self = identity.self();
    Status.Builder status =
        Status.newBuilder()
            .setCluster(identity.cluster())
            .setSource(Status.Source.QUORUM)
            .setAnsweredBy(self.value())
            .setLeader(self.value())
            .setTerm(known.view().term().value())
            .setAsOf(Times.timestamp(known.view().time(known.now())));
    SortedMap<NodeId, ClusterView.NodeView> nodes = known.view().nodes(known.now());
    for (NodeId node : identity.kinds().keySet()) {
      status.addNodes(place(StatusMessages.node(identity, node, nodes.get(node)), node, known));
    }
    known
        .chosen(group)
        .forEach(
            record ->
                status.addGroups(
                    StatusMessages.group(
                        known.group(record).situation(),
                        known.awaited(record),
                        syncs.of(known.group(record).situation()))));
    return status.build();
  }

  private NodeStatus place(NodeStatus status, NodeId node, LeaderViews.Confirmed known) {
    Seat seat = known.image().seats().getOrDefault(node, Seat.FIRST);
    Voter peer = new Voter(node, seat.generation());
    boolean votes = registry.voters().current().contains(peer);
    NodeStatus.Builder with =
        status.toBuilder().setGeneration(seat.generation().value()).setVotes(votes);
    if (seat.isOffered(known.view().time(known.now()))) {
      with.addWarnings(
          StatusMessages.notice(
              "NODE_PLACE_OFFERED",
              "the data of "
                  + node
                  + " is given up: a server without data may take its place until "
                  + Instant.ofEpochMilli(seat.offeredUntil().millis())
                      .truncatedTo(ChronoUnit.SECONDS),
              "start it with an empty data directory and --await-formation"));
    }
    if (seat.isVacant() && !seat.isOffered(known.view().time(known.now()))) {
      with.clearWarnings(); // that it is not heard from is no news
      with.addWarnings(
          StatusMessages.notice(
              "NODE_PLACE_VACANT",
              "the cluster was founded anew without " + node + ", whose data is shut out",
              "start it with an empty data directory and --await-formation, and: quorate node"
                  + " replace "
                  + node));
    }
    if (!votes && !seat.isVacant() && identity.kinds().get(node) != NodeKind.OBSERVER) {
      with.addWarnings(
          StatusMessages.notice(
              "NODE_DOES_NOT_VOTE",
              "peer " + peer + " has the place of " + node + ", and does not vote yet",
              "see that its server runs and the leader reaches it"));
    }
    return with.build();
  }

  /** What this node knows by itself. */
  Status lastKnown(GetStatusRequest request) {
    Duration lasting = silence.lasting();
    Status.Builder status =
        Status.newBuilder()
            .setCluster(identity.cluster())
            .setSource(Status.Source.LOCAL)
            .setAnsweredBy(identity.self().value())
            .setLeader(registry.leader().map(NodeId::value).orElse(""))
            .setTerm(registry.currentTerm().value())
            .setAsOf(Times.timestamp(lastWord(lasting)))
            .setAge(Times.message(lasting));
    if (!request.getLocal()) {
      status.addWarnings(
          StatusMessages.notice(
              "NO_QUORUM",
              identity.self()
                  + " reaches no leader with a majority; this is what it knew "
                  + lasting.toSeconds()
                  + " s ago",
              "see that a majority of the nodes runs and reaches each other"));
    }
    for (GroupRecord group : registry.groups()) {
      if (request.getGroup().isEmpty() || request.getGroup().equals(group.spec().name().value())) {
        status.addGroups(StatusMessages.lastKnown(group));
      }
    }
    return status.build();
  }

  /** When a leader last answered, but not before what the log has seen. */
  private ClusterTime lastWord(Duration lasting) {
    long now = views.now().wallMillis();
    return new ClusterTime(now - lasting.toMillis()).orLater(registry.image().time());
  }
}

package io.quorate.server;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.membership.Voter;
import io.quorate.replica.Replica;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.identity.DataRefusal;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.LogPosition;
import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.identity.RollbackGuard;
import io.quorate.replica.identity.StartMode;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.session.Peers;
import io.quorate.server.session.SeatMessages;
import io.quorate.v1.Notice;
import io.quorate.v1.SightingRequest;
import io.quorate.v1.SightingResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before a node takes part: asks the others what they saw it acknowledge, and refuses data that
 * knows less (S4).
 */
final class RollbackCheck {
  private static final Logger LOG = LoggerFactory.getLogger(RollbackCheck.class);
  private static final long RESTART_LIMIT_MILLIS = 2_000;

  /** Once in a member's life, and silence of all would be taken for consent. */
  private static final long BOOTSTRAP_LIMIT_MILLIS = 8_000;

  private RollbackCheck() {}

  static void run(ReplicaConfig config, ClusterIdentity identity, Peers peers)
      throws IOException, DataRefusedException, InterruptedException {
    if (config.mode() == StartMode.JOIN) {
      return; // under a peer id that nobody can have seen
    }
    List<PeerSighting> sightings = sightings(config, identity, peers);
    if (sightings.isEmpty()) {
      return;
    }
    if (config.mode() == StartMode.BOOTSTRAP) {
      throw new DataRefusedException(formedBefore(config, sightings.get(0)));
    }
    LogPosition own = Replica.lastPosition(config);
    Optional<DataRefusal> refusal = RollbackGuard.decide(own, sightings);
    if (refusal.isPresent()) {
      throw new DataRefusedException(refusal.get());
    }
  }

  /** An empty voter under the name of one that has acknowledged could vote that away (S4). */
  private static DataRefusal formedBefore(ReplicaConfig config, PeerSighting sighting) {
    return new DataRefusal(
        "the cluster was formed before: peers saw this member acknowledge entry "
            + sighting.matchIndex()
            + " to the leader of term "
            + sighting.leaderTerm(),
        config.dataDirectory().toString(),
        "Start it without --bootstrap. " + DataRefusal.LOST_VOTER);
  }

  /** Nobody counts on a peer that was replaced: it would only be told to stop. */
  private static void requireThePlace(ReplicaConfig config, int present)
      throws DataRefusedException {
    Voter own = config.membership().self().voter();
    if (present <= own.generation().value()) {
      return;
    }
    throw new DataRefusedException(
        new DataRefusal(
            "the place of "
                + own.node()
                + " was given to its peer "
                + new Voter(own.node(), SeatMessages.generation(present))
                + ", and this is the data of "
                + own,
            config.dataDirectory().toString(),
            "If that peer runs elsewhere, this machine is not needed any more. If it was lost too,"
                + " move the data directory away, start with --await-formation, and: quorate node"
                + " replace "
                + own.node()));
  }

  /** What the others promised each other since is not known to this data. */
  private static void requireSameFounding(ReplicaConfig config, @Nullable Throwable answer)
      throws DataRefusedException {
    if (answer == null) {
      return;
    }
    Optional<Notice> old =
        Refusals.fromThrowable(answer).stream()
            .flatMap(refusal -> refusal.reasons().stream())
            .filter(notice -> notice.getReason().equals(Reason.OLD_CLUSTER.name()))
            .findFirst();
    if (old.isPresent()) {
      NodeId node = config.membership().own().node();
      throw new DataRefusedException(
          new DataRefusal(
              old.get().getMessage(),
              config.dataDirectory().toString(),
              "To have this node back: move the data directory away, but keep it; start with"
                  + " --await-formation, and: quorate node replace "
                  + node));
    }
  }

  private static List<PeerSighting> sightings(
      ReplicaConfig config, ClusterIdentity identity, Peers peers)
      throws InterruptedException, DataRefusedException {
    SightingRequest request =
        SightingRequest.newBuilder()
            .setCluster(identity.label())
            .setNode(identity.self().value())
            .setGeneration(config.membership().self().voter().generation().value())
            .build();
    long limit =
        config.mode() == StartMode.BOOTSTRAP ? BOOTSTRAP_LIMIT_MILLIS : RESTART_LIMIT_MILLIS;
    Map<NodeId, ListenableFuture<SightingResponse>> asked = new LinkedHashMap<>();
    for (NodeId peer : peers.nodes()) {
      asked.put(
          peer,
          peers.session(peer).withDeadlineAfter(limit, TimeUnit.MILLISECONDS).getSighting(request));
    }
    List<PeerSighting> sightings = new ArrayList<>();
    for (Map.Entry<NodeId, ListenableFuture<SightingResponse>> answer : asked.entrySet()) {
      try {
        SightingResponse response = answer.getValue().get(limit * 2, TimeUnit.MILLISECONDS);
        requireThePlace(config, response.getPresentGeneration());
        if (response.getSeen()) {
          sightings.add(
              new PeerSighting(
                  config.membership().self(),
                  response.getLeaderTerm(),
                  response.getMatchIndex(),
                  response.getCommittedIndex()));
        }
      } catch (ExecutionException unreachable) {
        requireSameFounding(config, unreachable.getCause());
        notAsked(answer.getKey(), Status.fromThrowable(unreachable).getCode().name());
      } catch (TimeoutException late) {
        notAsked(answer.getKey(), "no answer");
      }
    }
    return sightings;
  }

  /** Usual while the whole cluster starts; a peer that is down says nothing against this member. */
  private static void notAsked(NodeId peer, String why) {
    LOG.info("{} could not be asked what it saw of this member: {}", peer, why);
  }
}

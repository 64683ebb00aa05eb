package io.quorate.server.formation;

import io.grpc.Status;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.server.session.Peers;
import io.quorate.server.session.SeatMessages;
import io.quorate.v1.ClaimSeatRequest;
import io.quorate.v1.FindSeatRequest;
import io.quorate.v1.OfferedSeat;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims the place of a node for a peer that has no data. What the peer calls its data is on its
 * disk before anybody is asked for the place, so that a claim whose answer was lost is repeated,
 * also after a restart, and never made twice. On one thread.
 */
public final class SeatClaim {
  private static final Logger LOG = LoggerFactory.getLogger(SeatClaim.class);
  private static final long LIMIT_MILLIS = 3_000;

  private final String cluster;
  private final NodeId self;
  private final Peers peers;
  private final Disk disk;
  private String told = "";

  /** Where a claim is kept. */
  public interface Disk {
    /** The claim that was begun here; empty when there is none. */
    Optional<Begun> begun() throws IOException, DataRefusedException;

    /** Keeps that the empty data directory is to be that of this peer. */
    void begin(Begun claim) throws IOException, DataRefusedException;

    /** Takes it back. */
    void forget() throws IOException, DataRefusedException;
  }

  /**
   * A claim.
   *
   * @param peer that this node is to be
   * @param data what it calls its data
   */
  public record Begun(Voter peer, UUID data) {}

  /** Of one node. */
  public SeatClaim(String cluster, NodeId self, Peers peers, Disk disk) {
    this.cluster = cluster;
    this.self = self;
    this.peers = peers;
    this.disk = disk;
  }

  /** Tries once; the peer whose place this node has now, if it has. */
  public Optional<Voter> attempt() throws InterruptedException {
    try {
      Begun begun = disk.begun().orElse(null);
      if (begun == null) {
        begun = begin();
      }
      return begun == null ? Optional.empty() : claim(begun);
    } catch (IOException | DataRefusedException failed) {
      say("cannot claim the place of " + self + ": " + failed.getMessage());
      return Optional.empty();
    }
  }

  private @Nullable Begun begin() throws InterruptedException, IOException, DataRefusedException {
    FindSeatRequest question =
        FindSeatRequest.newBuilder().setCluster(cluster).setNode(self.value()).build();
    for (NodeId peer : peers.nodes()) {
      try {
        OfferedSeat offered =
            peers
                .claims(peer)
                .withDeadlineAfter(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .findSeat(question)
                .get();
        PeerGeneration generation = SeatMessages.generation(offered.getGeneration());
        Begun begun = new Begun(new Voter(self, generation), UUID.randomUUID());
        disk.begin(begun);
        return begun;
      } catch (ExecutionException refused) {
        if (isRefusal(refused)) {
          say(why(refused));
          return null;
        }
      }
    }
    return null;
  }

  private Optional<Voter> claim(Begun begun)
      throws InterruptedException, IOException, DataRefusedException {
    ClaimSeatRequest claim =
        ClaimSeatRequest.newBuilder()
            .setCluster(cluster)
            .setNode(self.value())
            .setGeneration(begun.peer().generation().value())
            .setClaimant(begun.data().toString())
            .build();
    for (NodeId peer : peers.nodes()) {
      try {
        peers
            .claims(peer)
            .withDeadlineAfter(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
            .claimSeat(claim)
            .get();
        LOG.info("this node takes its place in the cluster as peer {}", begun.peer());
        return Optional.of(begun.peer());
      } catch (ExecutionException refused) {
        if (isRefusal(refused)) {
          say(why(refused));
          disk.forget();
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Not merely that nobody could be asked: then the claim stands, and may have been heard. */
  private static boolean isRefusal(ExecutionException failed) {
    return Status.fromThrowable(cause(failed)).getCode() == Status.Code.FAILED_PRECONDITION;
  }

  private static Throwable cause(ExecutionException failed) {
    return failed.getCause() == null ? failed : failed.getCause();
  }

  private static String why(ExecutionException failed) {
    return Refusals.fromThrowable(cause(failed))
        .map(
            refusal ->
                refusal.reasons().get(0).getMessage() + "; " + refusal.reasons().get(0).getRemedy())
        .orElseGet(() -> String.valueOf(Status.fromThrowable(cause(failed)).getDescription()));
  }

  private void say(String text) {
    if (!text.equals(told)) {
      told = text;
      LOG.info("{}", text);
    }
  }
}

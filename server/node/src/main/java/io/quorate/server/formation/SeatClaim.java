package io.quorate.server.formation;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.membership.Founding;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.server.session.Peers;
import io.quorate.server.session.SeatMessages;
import io.quorate.v1.ClaimSeatRequest;
import io.quorate.v1.FindSeatRequest;
import io.quorate.v1.NodeSeatsGrpc.NodeSeatsFutureStub;
import io.quorate.v1.Notice;
import io.quorate.v1.OfferedSeat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

    /** Keeps which of the clusters of its name it is whose place this node has. */
    void took(Founding founding) throws IOException;

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
    OfferedSeat offered = ask(stub -> stub.findSeat(question)).seat();
    if (offered == null) {
      return null;
    }
    PeerGeneration generation = SeatMessages.generation(offered.getGeneration());
    Begun begun = new Begun(new Voter(self, generation), UUID.randomUUID());
    disk.begin(begun);
    return begun;
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
    Answer answer = ask(stub -> stub.claimSeat(claim));
    OfferedSeat seat = answer.seat();
    if (seat != null) {
      disk.took(SeatMessages.founding(seat));
      LOG.info("this node takes its place in the cluster as peer {}", begun.peer());
      return Optional.of(begun.peer());
    }
    if (answer.reasons().contains(Reason.SEAT_NOT_OFFERED.name())) {
      disk.forget(); // for any other reason, and for none, it may yet be heard
    }
    return Optional.empty();
  }

  /**
   * What the cluster says.
   *
   * @param seat null when it refuses, or nobody could be asked
   * @param reasons why it refuses
   */
  private record Answer(@Nullable OfferedSeat seat, List<String> reasons) {}

  /** Asks one node after the other until one has an answer. */
  private Answer ask(Function<NodeSeatsFutureStub, ListenableFuture<OfferedSeat>> call)
      throws InterruptedException {
    for (NodeId peer : peers.nodes()) {
      try {
        NodeSeatsFutureStub stub =
            peers.claims(peer).withDeadlineAfter(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        return new Answer(call.apply(stub).get(), List.of());
      } catch (ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        List<Notice> against =
            Refusals.fromThrowable(cause).map(CallRefusal::reasons).orElse(List.of());
        boolean unavailable =
            Status.fromThrowable(cause).getCode() == Status.Code.UNAVAILABLE; // of the asked one
        if (!against.isEmpty() && !unavailable) {
          against.forEach(notice -> say(notice.getMessage() + "; " + notice.getRemedy()));
          return new Answer(null, against.stream().map(Notice::getReason).toList());
        }
      }
    }
    return new Answer(null, List.of());
  }

  private void say(String text) {
    if (!text.equals(told)) {
      told = text;
      LOG.info("{}", text);
    }
  }
}

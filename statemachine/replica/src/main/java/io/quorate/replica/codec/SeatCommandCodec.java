package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.SeatCommand;
import io.quorate.stored.v1.StoredChangeSeat;
import io.quorate.stored.v1.StoredSeatClaim;
import io.quorate.stored.v1.StoredSeatOffer;
import io.quorate.stored.v1.StoredSeatWithdrawal;

/** Commands about the places of nodes to and from their stored forms. */
final class SeatCommandCodec {
  private SeatCommandCodec() {}

  static StoredChangeSeat encode(SeatCommand command) {
    StoredChangeSeat.Builder stored = StoredChangeSeat.newBuilder().setNode(command.node().value());
    if (command instanceof SeatCommand.Offer offer) {
      stored.setOffer(StoredSeatOffer.newBuilder().setUntilMillis(offer.until().millis()));
    } else if (command instanceof SeatCommand.Claim claim) {
      stored.setClaim(
          StoredSeatClaim.newBuilder()
              .setGeneration(claim.generation().value())
              .setClaimant(claim.claimant()));
    } else {
      stored.setWithdrawal(StoredSeatWithdrawal.getDefaultInstance());
    }
    return stored.build();
  }

  static SeatCommand decode(StoredChangeSeat stored) {
    NodeId node = new NodeId(stored.getNode());
    return switch (stored.getChangeCase()) {
      case OFFER ->
          new SeatCommand.Offer(node, new ClusterTime(stored.getOffer().getUntilMillis()));
      case WITHDRAWAL -> new SeatCommand.Withdraw(node);
      case CLAIM ->
          new SeatCommand.Claim(
              node,
              new PeerGeneration(stored.getClaim().getGeneration()),
              stored.getClaim().getClaimant());
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a command of a newer version");
    };
  }
}

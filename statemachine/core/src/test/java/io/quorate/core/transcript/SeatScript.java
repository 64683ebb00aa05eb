package io.quorate.core.transcript;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.SeatCommand;

/**
 * Commands about the places of nodes in words: {@code seat offer NODE until=MILLIS}, {@code seat
 * withdraw NODE}, {@code seat claim NODE GENERATION CLAIMANT}.
 */
final class SeatScript {
  private SeatScript() {}

  static SeatCommand of(Words words) {
    NodeId node = new NodeId(words.at(2));
    return switch (words.at(1)) {
      case "offer" -> new SeatCommand.Offer(node, new ClusterTime(words.number("until", 0)));
      case "withdraw" -> new SeatCommand.Withdraw(node);
      case "claim" ->
          new SeatCommand.Claim(
              node, new PeerGeneration(Integer.parseInt(words.at(3))), words.at(4));
      default -> throw new IllegalArgumentException(words.at(1));
    };
  }
}

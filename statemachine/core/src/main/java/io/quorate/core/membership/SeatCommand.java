package io.quorate.core.membership;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;

/** What can be asked about the places of nodes. */
public sealed interface SeatCommand {
  /** Whose place. */
  NodeId node();

  /**
   * An operator gives up what the node held: a peer without data may take its place.
   *
   * @param node which
   * @param until when the offer ends, in cluster time
   */
  record Offer(NodeId node, ClusterTime until) implements SeatCommand {}

  /**
   * The node keeps its place after all.
   *
   * @param node which
   */
  record Withdraw(NodeId node) implements SeatCommand {}

  /**
   * A peer without data takes the place.
   *
   * @param node which
   * @param generation that it will be
   * @param claimant what it calls its data: only one may have the place
   */
  record Claim(NodeId node, PeerGeneration generation, String claimant) implements SeatCommand {}
}

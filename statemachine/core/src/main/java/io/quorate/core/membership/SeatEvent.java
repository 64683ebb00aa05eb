package io.quorate.core.membership;

import io.quorate.core.NodeId;

/**
 * The place of a node is another than before.
 *
 * @param node which
 * @param seat from now on
 * @param what has happened
 */
public record SeatEvent(NodeId node, Seat seat, What what) {

  /** What can happen to a place. */
  public enum What {
    /** It may be claimed. */
    OFFERED,
    /** It may not be claimed any more. */
    WITHDRAWN,
    /** The next peer has it; the one before counts for nothing any more. */
    TAKEN,
    /** Nobody has it: the cluster was founded anew without the node. */
    VACATED
  }
}

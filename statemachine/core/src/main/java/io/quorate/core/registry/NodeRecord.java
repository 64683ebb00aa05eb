package io.quorate.core.registry;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.membership.Seat;

/**
 * A node of the cluster.
 *
 * @param node its name
 * @param kind what it may do
 * @param seat which of its peers has its place
 */
public record NodeRecord(NodeId node, NodeKind kind, Seat seat) {

  /** Of a node that was never replaced. */
  public NodeRecord(NodeId node, NodeKind kind) {
    this(node, kind, Seat.FIRST);
  }
}

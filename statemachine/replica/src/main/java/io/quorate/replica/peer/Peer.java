package io.quorate.replica.peer;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;

/**
 * A member of the replicated group.
 *
 * @param id its id in the log's configuration
 * @param node the node that it is
 * @param kind data nodes and witnesses vote, observers do not
 * @param address where the others reach it
 */
public record Peer(PeerId id, NodeId node, NodeKind kind, RaftAddress address) {

  /** Whether it takes part in elections and counts for a majority. */
  public boolean votes() {
    return kind != NodeKind.OBSERVER;
  }
}

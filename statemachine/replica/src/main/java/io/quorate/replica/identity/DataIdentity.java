package io.quorate.replica.identity;

import io.quorate.core.NodeId;
import io.quorate.replica.peer.PeerId;
import java.util.UUID;

/**
 * Whose data a directory holds.
 *
 * @param cluster name of the cluster
 * @param node node that wrote it
 * @param peer peer id under which it votes
 * @param incarnation made once, when the directory was formatted
 * @param standing how far it has come
 */
public record DataIdentity(
    String cluster, NodeId node, PeerId peer, UUID incarnation, Standing standing) {

  /** The same data, further on. */
  public DataIdentity as(Standing next) {
    return new DataIdentity(cluster, node, peer, incarnation, next);
  }

  /** Whether both are of the same data, however far each copy says it has come. */
  public boolean sameDataAs(DataIdentity other) {
    return as(other.standing).equals(other);
  }
}

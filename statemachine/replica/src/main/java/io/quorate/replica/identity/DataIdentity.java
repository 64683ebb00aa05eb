package io.quorate.replica.identity;

import io.quorate.core.NodeId;
import io.quorate.core.membership.Founding;
import io.quorate.replica.peer.PeerId;
import java.util.UUID;

/**
 * Whose data a directory holds.
 *
 * @param cluster name of the cluster
 * @param founding which of the clusters of this name
 * @param node node that wrote it
 * @param peer peer id under which it votes
 * @param incarnation made once, when the directory was formatted
 * @param standing how far it has come
 */
public record DataIdentity(
    String cluster,
    Founding founding,
    NodeId node,
    PeerId peer,
    UUID incarnation,
    Standing standing) {

  /** Of a cluster that was never founded anew. */
  public DataIdentity(
      String cluster, NodeId node, PeerId peer, UUID incarnation, Standing standing) {
    this(cluster, Founding.FIRST, node, peer, incarnation, standing);
  }

  /** The same data, further on. */
  public DataIdentity as(Standing next) {
    return new DataIdentity(cluster, founding, node, peer, incarnation, next);
  }

  /** The same data, of another founding. */
  DataIdentity of(Founding other) {
    return new DataIdentity(cluster, other, node, peer, incarnation, standing);
  }

  /** Whether both are of the same data, however far each copy says it has come. */
  public boolean sameDataAs(DataIdentity other) {
    return as(other.standing).equals(other);
  }
}

package io.quorate.replica.peer;

import io.quorate.core.Names;
import io.quorate.core.membership.Founding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cluster as one of its members sees it when it starts.
 *
 * @param cluster name of the cluster, in the form of {@link Names}
 * @param founding which of the clusters of this name
 * @param self id of this member
 * @param peers all members, this one among them, 1 to 9
 */
public record Membership(String cluster, Founding founding, PeerId self, List<Peer> peers) {
  /** More members make every write slower and no cluster of ours safer. */
  public static final int MAX_PEERS = 9;

  /** Of a cluster that was never founded anew. */
  public Membership(String cluster, PeerId self, List<Peer> peers) {
    this(cluster, Founding.FIRST, self, peers);
  }

  /** Refuses what cannot be a cluster with {@link IllegalArgumentException}. */
  public Membership {
    peers = List.copyOf(peers);
    if (!Names.wellFormed(cluster)) {
      throw new IllegalArgumentException("'" + cluster + "' is not a cluster name");
    }
    if (peers.isEmpty() || peers.size() > MAX_PEERS) {
      throw new IllegalArgumentException("1 to " + MAX_PEERS + " peers, not " + peers.size());
    }
    requireDistinct(peers);
    find(peers, self);
  }

  /** This member itself. */
  public Peer own() {
    return find(peers, self);
  }

  private static void requireDistinct(List<Peer> peers) {
    Set<Object> seen = new HashSet<>();
    for (Peer peer : peers) {
      if (!seen.add(peer.id()) || !seen.add(peer.node()) || !seen.add(peer.address())) {
        throw new IllegalArgumentException("two peers share an id, a node or an address: " + peer);
      }
    }
  }

  private static Peer find(List<Peer> peers, PeerId id) {
    return peers.stream()
        .filter(peer -> peer.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " is not among the peers"));
  }
}

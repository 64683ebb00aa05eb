package io.quorate.server.api;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.membership.Founding;
import io.quorate.server.session.HostPort;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who this node is, and who the others are, as its node file says.
 *
 * @param cluster name of the cluster
 * @param founding which of the clusters of this name
 * @param self this node
 * @param kinds every node
 * @param apiAddresses where each node's API is reached
 * @param electionBound longest time until a lost leader is replaced
 */
public record ClusterIdentity(
    String cluster,
    Founding founding,
    NodeId self,
    SortedMap<NodeId, NodeKind> kinds,
    Map<NodeId, HostPort> apiAddresses,
    Duration electionBound) {

  /**
   * What nodes call the cluster among each other. What comes from another founding of it counts for
   * nothing here: above all it attests nothing (G1).
   */
  public String label() {
    return founding.label(cluster);
  }

  /** Keeps its own copies. */
  public ClusterIdentity {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    apiAddresses = Collections.unmodifiableMap(new TreeMap<>(apiAddresses));
  }
}

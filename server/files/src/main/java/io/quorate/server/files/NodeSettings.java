package io.quorate.server.files;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.TimingProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one node needs to know before it can speak to the others: a node file without faults, every
 * default filled in.
 *
 * @param cluster name of the cluster
 * @param node this node, one of the peers
 * @param dataDirectory absolute; may not exist yet
 * @param peers all voters, this node included, in the order of the file; each name once
 * @param bind where this node listens
 * @param timing election timeouts between the nodes
 * @param limits what the node bears at most
 * @param watchdogDevice absolute; null: none
 * @param trustDirectory absolute, with the node's credentials; null: plain text
 */
public record NodeSettings(
    String cluster,
    NodeId node,
    Path dataDirectory,
    List<NodePeer> peers,
    BindHosts bind,
    TimingProfile timing,
    NodeLimits limits,
    @Nullable Path watchdogDevice,
    @Nullable Path trustDirectory) {

  /** Keeps its own copy. */
  public NodeSettings {
    peers = List.copyOf(peers);
  }

  /** This node among the peers. */
  public NodePeer self() {
    return peer(node);
  }

  /** What this node may do. */
  public NodeKind kind() {
    return self().kind();
  }

  /**
   * A voter by its name.
   *
   * @throws IllegalArgumentException when it is none of the peers
   */
  public NodePeer peer(NodeId name) {
    return peers.stream()
        .filter(peer -> peer.node().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is none of the peers"));
  }

  /** The kind of each voter, by name: what a declaration of a group is checked against. */
  public SortedMap<NodeId, NodeKind> kinds() {
    SortedMap<NodeId, NodeKind> kinds = new TreeMap<>();
    peers.forEach(peer -> kinds.put(peer.node(), peer.kind()));
    return kinds;
  }
}

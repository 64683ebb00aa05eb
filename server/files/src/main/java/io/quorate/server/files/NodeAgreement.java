package io.quorate.server.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the node files of one cluster must say alike. */
final class NodeAgreement {
  private NodeAgreement() {}

  /** In what a node's file contradicts another's, in words; empty when they can work together. */
  static List<String> contradictions(NodeSettings one, NodeSettings other) {
    List<String> found = new ArrayList<>();
    if (!one.cluster().equals(other.cluster())) {
      return List.of("its cluster is '" + one.cluster() + "', not '" + other.cluster() + "'");
    }
    if (one.node().equals(other.node())) {
      found.add("it is node '" + one.node() + "' too");
    }
    if (!sorted(one).equals(sorted(other))) {
      found.add("its peers differ");
    }
    if (one.timing() != other.timing()) {
      found.add("its timing differs");
    }
    return found;
  }

  private static List<NodePeer> sorted(NodeSettings settings) {
    return settings.peers().stream().sorted(Comparator.comparing(NodePeer::node)).toList();
  }
}

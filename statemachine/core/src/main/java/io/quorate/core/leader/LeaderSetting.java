package io.quorate.core.leader;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.NodeRecord;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * What stays the same for a leader through all its terms.
 *
 * @param voter this node, and which of its peers it is
 * @param definition what a new cluster is defined as
 * @param patience how long a leader that cannot do its work keeps leadership: an election timeout
 * @param specBytes how large a declaration is on the wire
 */
public record LeaderSetting(
    Voter voter,
    Command.DefineCluster definition,
    Duration patience,
    ToIntFunction<GroupSpec> specBytes) {

  /** This node. */
  public NodeId self() {
    return voter.node();
  }

  SortedSet<NodeId> dataNodes() {
    SortedSet<NodeId> nodes = new TreeSet<>();
    for (NodeRecord node : definition.nodes()) {
      if (node.kind() == NodeKind.DATA) {
        nodes.add(node.node());
      }
    }
    return nodes;
  }
}

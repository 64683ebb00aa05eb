package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import java.util.List;

/**
 * A node that may be active for a group.
 *
 * @param node a data node of the cluster
 * @param endpoints where clients reach the service there, as host:port; published, never dialled
 */
public record GroupMember(NodeId node, List<String> endpoints) {
  /** Keeps its own copy of the list. */
  public GroupMember {
    endpoints = List.copyOf(endpoints);
  }
}

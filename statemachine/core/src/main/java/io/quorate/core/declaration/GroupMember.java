package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import java.util.List;

/**
 * A node that may be active for a group.
 *
 * @param node a data node of the cluster
 * @param endpoints where clients reach the service there; published, never dialled
 */
public record GroupMember(NodeId node, List<Endpoint> endpoints) {
  static final CountRange ENDPOINTS = new CountRange(0, 8);

  /** Keeps its own copy of the list. */
  public GroupMember {
    endpoints = List.copyOf(endpoints);
  }

  /** The endpoints as people write them. */
  public List<String> endpointTexts() {
    return endpoints.stream().map(Endpoint::toString).toList();
  }

  void check(Findings findings, String path) {
    findings.size(path + ".endpoints", endpoints.size(), ENDPOINTS);
    endpointTexts().forEach(findings::weigh);
  }
}

package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node that may be active for a group.
 *
 * @param node a data node of the cluster
 * @param endpoints where clients reach the service there; published, never dialled
 * @param facts its values of the facts that no command finds, by their names
 */
public record GroupMember(NodeId node, List<Endpoint> endpoints, SortedMap<String, String> facts) {
  static final CountRange ENDPOINTS = new CountRange(0, 8);

  /** Of which nothing is said but where clients reach it. */
  public GroupMember(NodeId node, List<Endpoint> endpoints) {
    this(node, endpoints, Collections.emptySortedMap());
  }

  /** Keeps its own copies. */
  public GroupMember {
    endpoints = List.copyOf(endpoints);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
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

package io.quorate.core.formation;

import io.quorate.core.NodeId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the node files of all voters must agree on.
 *
 * @param cluster its name
 * @param timing name of the election timing
 * @param voters each with its kind and addresses, as text
 */
public record ClusterShape(String cluster, String timing, SortedMap<NodeId, String> voters) {
  /** Keeps its own copy. */
  public ClusterShape {
    voters = Collections.unmodifiableSortedMap(new TreeMap<>(voters));
  }

  /** How many voters are more than a half. */
  public int majority() {
    return voters.size() / 2 + 1;
  }
}

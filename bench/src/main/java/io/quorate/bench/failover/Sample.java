package io.quorate.bench.failover;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one round has shown.
 *
 * @param mode what was done
 * @param from the node that lost the role
 * @param to the node that got it
 * @param outageMillis how long the client was without an answer
 * @param parts what that consists of, in milliseconds
 */
record Sample(
    Mode mode, String from, String to, double outageMillis, SortedMap<OutagePart, Double> parts) {
  /** Keeps its own copy. */
  Sample {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }
}

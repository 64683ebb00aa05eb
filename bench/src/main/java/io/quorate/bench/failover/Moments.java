package io.quorate.bench.failover;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The moments of one role change, all in milliseconds of this machine's wall clock.
 *
 * @param lastAnswer the client's last answer from the old active
 * @param newLeader when a survivor named a new leader; equal to lastAnswer when no election was
 *     needed
 * @param closed when the old epoch was closed, by the history
 * @param granted when the new epoch was granted, by the history
 * @param firstAnswer the client's first answer from the new active
 */
record Moments(
    double lastAnswer, double newLeader, double closed, double granted, double firstAnswer) {

  /** How long the client was without an answer, in milliseconds. */
  double outage() {
    return firstAnswer - lastAnswer;
  }

  /**
   * The parts of the outage in milliseconds; they add up to it. A moment that was noticed out of
   * order (the history's clock has steps of 1 ms, the leader is asked every 10 ms) counts as its
   * neighbour, so that no part is negative.
   */
  SortedMap<OutagePart, Double> parts(Mode mode) {
    double leader = between(lastAnswer, newLeader, firstAnswer);
    double close = between(mode == Mode.KILL ? leader : lastAnswer, closed, firstAnswer);
    double grant = between(close, granted, firstAnswer);
    Map<OutagePart, Double> all = new EnumMap<>(OutagePart.class);
    all.put(OutagePart.ELECTION, leader - lastAnswer);
    all.put(OutagePart.DETECTION, close - leader);
    all.put(OutagePart.STOP, close - lastAnswer);
    all.put(OutagePart.GRANT, grant - close);
    all.put(OutagePart.START, firstAnswer - grant);
    all.keySet().retainAll(mode.parts());
    return new TreeMap<>(all);
  }

  private static double between(double least, double value, double most) {
    return Math.max(least, Math.min(value, most));
  }
}

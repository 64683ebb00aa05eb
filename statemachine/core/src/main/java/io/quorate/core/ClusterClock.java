package io.quorate.core;

import java.time.Duration;

/**
 * A leader's view of cluster time: goes on from what the log says, at least as fast as real time
 * passes.
 *
 * <p>A leader whose wall clock is behind that of the leader before it would otherwise stand still,
 * however long, until its wall clock has caught up, and with it every delay that is measured in
 * cluster time.
 *
 * @param base cluster time when the leader began, as the registry says
 * @param began what the leader's clocks showed then
 */
public record ClusterClock(ClusterTime base, ClockReading began) {

  /**
   * Cluster time now: the wall clock's, or the base moved on by what the leader has lived through
   * since.
   */
  public ClusterTime at(ClockReading now) {
    long lived = Math.max(0, now.monotonicNanos() - began.monotonicNanos());
    return new ClusterTime(now.wallMillis()).orLater(base.plus(Duration.ofNanos(lived)));
  }
}

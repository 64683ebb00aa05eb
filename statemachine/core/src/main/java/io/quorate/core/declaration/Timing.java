package io.quorate.core.declaration;

import java.time.Duration;

/**
 * The four times that a lease is made of (role-protocol.md, Terms).
 *
 * @param lease D: how long a holder may serve after the last acknowledged heartbeat was sent
 * @param fenceDelay F: the longest the guard may take from its deadline until nothing serves
 * @param heartbeat how often a node reports
 * @param stopBudget the end of a lease that is kept for an orderly stop (H2)
 */
public record Timing(Duration lease, Duration fenceDelay, Duration heartbeat, Duration stopBudget) {

  /** Bound on the drift between the clock rates of any two nodes, in thousandths: r = 1 %. */
  public static final int DRIFT_PERMILLE = 10;

  /** (D+F)(1+r): after which, counted from an arrival, the lease is surely over (rule G2). */
  public Duration expiry() {
    return expiry(lease, fenceDelay);
  }

  /**
   * (D+F)(1+r) of a lease that was granted with these terms, rounded up to the next millisecond.
   */
  public static Duration expiry(Duration lease, Duration fenceDelay) {
    long nanos = lease.plus(fenceDelay).toNanos();
    long drift = -Math.floorDiv(-nanos * DRIFT_PERMILLE, 1_000L);
    return Duration.ofMillis(-Math.floorDiv(-(nanos + drift), 1_000_000L));
  }
}

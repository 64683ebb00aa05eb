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

  /** What {@link #lease} may be. */
  public static final DurationRange LEASE = DurationRange.ofMillis(200, 3_600_000);

  /** What {@link #fenceDelay} may be. */
  public static final DurationRange FENCE_DELAY = DurationRange.ofMillis(50, 600_000);

  /** What {@link #heartbeat} may be. */
  public static final DurationRange HEARTBEAT = DurationRange.ofMillis(20, 60_000);

  /** What {@link #stopBudget} may be. */
  public static final DurationRange STOP_BUDGET = DurationRange.ofMillis(0, 600_000);

  /** Bound on the drift between the clock rates of any two nodes, in thousandths: r = 1 %. */
  public static final int DRIFT_PERMILLE = 10;

  /** Refuses times that cannot be counted with, by {@link IllegalArgumentException}. */
  public Timing {
    DurationRange.require(lease);
    DurationRange.require(fenceDelay);
    DurationRange.require(heartbeat);
    DurationRange.require(stopBudget);
  }

  void check(Findings findings) {
    findings.between("timing.heartbeat", heartbeat, HEARTBEAT);
    findings.between("timing.lease", lease, LEASE);
    findings.between("timing.fence_delay", fenceDelay, FENCE_DELAY);
    findings.between("timing.stop_budget", stopBudget, STOP_BUDGET);
    if (lease.compareTo(heartbeat.multipliedBy(4)) < 0) {
      findings.impossible(
          "timing.lease",
          "a lease of "
              + Findings.text(lease)
              + " is over after fewer than 4 heartbeats of "
              + Findings.text(heartbeat)
              + ": one lost message could end it",
          "make the lease at least " + Findings.text(heartbeat.multipliedBy(4)));
    }
    if (stopBudget.multipliedBy(2).compareTo(lease) > 0) {
      findings.impossible(
          "timing.stop_budget",
          "a stop budget of " + Findings.text(stopBudget) + " takes more than half of the lease",
          "make it at most " + Findings.text(lease.dividedBy(2)));
    }
  }

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

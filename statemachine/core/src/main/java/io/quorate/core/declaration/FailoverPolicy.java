package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the role moves by itself.
 *
 * @param mode whether a lost active is replaced without anybody asking
 * @param delay waited after the lease of a lost active is over, before another is granted the role
 * @param preferredNode where the role returns to; null: the active stays
 * @param failbackDelay how long the preferred node must have been well before
 * @param maxRestarts how often a service that died by itself is started again in place
 * @param restartWindow the time within which those restarts count
 */
public record FailoverPolicy(
    Mode mode,
    Duration delay,
    @Nullable NodeId preferredNode,
    Duration failbackDelay,
    int maxRestarts,
    Duration restartWindow) {

  /** What {@link #delay} may be. */
  public static final DurationRange DELAY = DurationRange.ofMillis(0, 86_400_000);

  /** What {@link #failbackDelay} may be. */
  public static final DurationRange FAILBACK_DELAY = DurationRange.ofMillis(10_000, 604_800_000);

  /** What {@link #maxRestarts} may be. */
  public static final CountRange MAX_RESTARTS = new CountRange(0, 100);

  /** What {@link #restartWindow} may be. */
  public static final DurationRange RESTART_WINDOW = DurationRange.ofMillis(1_000, 86_400_000);

  /** Automatic, at once, no preferred node, two restarts in ten minutes. */
  public static final FailoverPolicy DEFAULT =
      new FailoverPolicy(
          Mode.AUTOMATIC, Duration.ZERO, null, Duration.ofMinutes(5), 2, Duration.ofMinutes(10));

  /** Refuses times that cannot be counted with, by {@link IllegalArgumentException}. */
  public FailoverPolicy {
    DurationRange.require(delay);
    DurationRange.require(failbackDelay);
    DurationRange.require(restartWindow);
  }

  void check(GroupSpec spec, Findings findings) {
    if (preferredNode != null && !spec.hasMember(preferredNode)) {
      findings.add(
          Reason.UNKNOWN_NODE,
          "failover.preferred_node",
          "'" + preferredNode + "' is not a member of the group",
          "name one of the members, or leave it out");
    }
    findings.between("failover.delay", delay, DELAY);
    findings.between("failover.failback_delay", failbackDelay, FAILBACK_DELAY);
    findings.between("failover.restart_window", restartWindow, RESTART_WINDOW);
    findings.size("failover.max_restarts", maxRestarts, MAX_RESTARTS);
  }

  /** The same with another mode. */
  public FailoverPolicy with(Mode other) {
    return new FailoverPolicy(
        other, delay, preferredNode, failbackDelay, maxRestarts, restartWindow);
  }

  /** The same with another delay. */
  public FailoverPolicy withDelay(Duration other) {
    return new FailoverPolicy(
        mode, other, preferredNode, failbackDelay, maxRestarts, restartWindow);
  }

  /** The same with another preferred node, or none. */
  public FailoverPolicy withPreferred(@Nullable NodeId other, Duration otherFailbackDelay) {
    return new FailoverPolicy(mode, delay, other, otherFailbackDelay, maxRestarts, restartWindow);
  }

  /** The same with other restarts. */
  public FailoverPolicy withRestarts(int most, Duration within) {
    return new FailoverPolicy(mode, delay, preferredNode, failbackDelay, most, within);
  }

  /** In words: that there were more deaths within the window than there may be. */
  public String restartsSpent() {
    return "services died more than "
        + maxRestarts
        + " times within "
        + restartWindow.toSeconds()
        + " s";
  }

  /** Who decides about a failover. */
  public enum Mode {
    /** The cluster. */
    AUTOMATIC,
    /** A person; only the node that held the role last gets it back by itself. */
    MANUAL
  }
}

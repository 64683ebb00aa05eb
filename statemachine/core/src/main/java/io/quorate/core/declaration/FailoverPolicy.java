package io.quorate.core.declaration;

import io.quorate.core.NodeId;
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

  /** Automatic, at once, no preferred node, two restarts in ten minutes. */
  public static final FailoverPolicy DEFAULT =
      new FailoverPolicy(
          Mode.AUTOMATIC, Duration.ZERO, null, Duration.ofMinutes(5), 2, Duration.ofMinutes(10));

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

package io.quorate.core.failover;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the leader knows of one member at one moment.
 *
 * @param presence whether it is heard from
 * @param silent how long ago it was heard from; since the leader began, when never
 * @param report what it said last; null when it said nothing about the group yet
 * @param wellFor how long it has been eligible without a break
 */
public record MemberView(
    Presence presence, Duration silent, @Nullable MemberReport report, Duration wellFor) {

  /** Whether a node is heard from. */
  public enum Presence {
    /** Not yet by this leader, which has not waited long enough to say more. */
    UNKNOWN,
    /** Lately. */
    ONLINE,
    /**
     * Lately, but no majority has confirmed the leader's term to it, so that a lease could not be
     * extended there (G1).
     */
    UNCONFIRMED,
    /** Lately, and it said that it is stopping. */
    LEAVING,
    /** Not for longer than its limit. */
    OFFLINE
  }
}

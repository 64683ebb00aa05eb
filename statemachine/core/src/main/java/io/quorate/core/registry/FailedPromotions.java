package io.quorate.core.registry;

import io.quorate.core.ClusterTime;

/**
 * Promotions that failed on a member since the last that did not.
 *
 * @param count how many in a row
 * @param notBefore the member is not granted the role by itself before this time
 * @param cause why the last one failed; empty when none has
 */
public record FailedPromotions(int count, ClusterTime notBefore, String cause) {
  /** None. */
  public static final FailedPromotions NONE = new FailedPromotions(0, new ClusterTime(0), "");

  /**
   * From when on the member may be granted a role that nobody else can take, although it is left
   * alone: its cause may be gone, and then nobody should be down for longer than it takes to see.
   */
  public ClusterTime asLastResort() {
    return count == 0
        ? notBefore
        : notBefore.plus(Backoff.after(count).negated()).plus(Backoff.RETRY);
  }

  FailedPromotions andOne(String why, ClusterTime now) {
    return new FailedPromotions(count + 1, now.plus(Backoff.after(count + 1)), why);
  }
}

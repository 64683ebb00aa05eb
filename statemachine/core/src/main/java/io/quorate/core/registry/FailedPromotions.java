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

  FailedPromotions andOne(String why, ClusterTime now) {
    return new FailedPromotions(count + 1, now.plus(Backoff.after(count + 1)), why);
  }
}

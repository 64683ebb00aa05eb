package io.quorate.trust.authority;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when a certificate holds.
 *
 * @param from its begin
 * @param to its end, after it
 */
public record Validity(Instant from, Instant to) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException when it ends before it begins
   */
  public Validity {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("a certificate must end after it begins");
    }
  }

  /**
   * So many days from now on. The begin is when it was made, and no earlier: by that those which
   * are revoked are told from those that came after.
   *
   * @param days 1 or more
   */
  public static Validity days(Instant now, int days) {
    return new Validity(now, now.plus(Duration.ofDays(days)));
  }
}

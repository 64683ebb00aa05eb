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
  /** So far may the clocks of two machines be apart without anybody noticing. */
  private static final Duration BACK_DATED = Duration.ofHours(1);

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
   * So many days from now on, and an hour back.
   *
   * @param days 1 or more
   */
  public static Validity days(Instant now, int days) {
    return new Validity(now.minus(BACK_DATED), now.plus(Duration.ofDays(days)));
  }
}

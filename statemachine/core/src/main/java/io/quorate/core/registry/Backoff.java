package io.quorate.core.registry;

import java.time.Duration;

/**
 * How long a node on which promotions failed is left alone: so that a role does not run in circles.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final int DOUBLINGS = 5;

  /** After which it is tried again if nobody else can take the role. */
  static final Duration RETRY = Duration.ofSeconds(10);

  private Backoff() {}

  /** 30 s after the first failure, doubled for each further one, at most 16 min. */
  static Duration after(int failures) {
    return FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
  }
}

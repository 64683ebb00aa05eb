package io.quorate.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides when the next attempt of a call comes and how long it may take. Pure: the time that has
 * passed comes in.
 *
 * @param addresses how many nodes there are to ask
 * @param attemptTimeout how long one node may take while there are others
 * @param callTimeout how long all attempts may take together
 */
record AttemptPlan(int addresses, Duration attemptTimeout, Duration callTimeout) {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Rounds over all addresses that are worth it when nobody listens anywhere. */
  private static final int ROUNDS_WITHOUT_CONNECTION = 3;

  /** Pause before the attempt, then its deadline. */
  record Next(Duration pause, Duration deadline) {}

  /** The next attempt after those that failed, or empty when it is over. */
  Optional<Next> next(List<FailedAttempt> failed, Duration elapsed) {
    int rounds = failed.size() / addresses;
    boolean connected =
        failed.stream().anyMatch(attempt -> attempt.kind() != FailedAttempt.Kind.NOT_SENT);
    if (!connected && rounds >= ROUNDS_WITHOUT_CONNECTION) {
      return Optional.empty();
    }
    boolean roundBegins = rounds > 0 && failed.size() % addresses == 0;
    Duration pause = roundBegins ? pauseBefore(rounds) : Duration.ZERO;
    Duration left = callTimeout.minus(elapsed).minus(pause);
    if (left.isNegative() || left.isZero()) {
      return Optional.empty();
    }
    boolean alone = addresses == 1;
    boolean limited = !alone && attemptTimeout.compareTo(left) < 0;
    return Optional.of(new Next(pause, limited ? attemptTimeout : left));
  }

  private static Duration pauseBefore(int round) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(round - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}

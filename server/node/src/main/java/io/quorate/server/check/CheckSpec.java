package io.quorate.server.check;

import java.time.Duration;

/**
 * A check: what, how often, how long, and how many results count.
 *
 * @param probe what is done; its name is unique in a runner
 * @param period from the start of one run to the start of the next, at least 10 ms; a run that
 *     lasts longer delays the next one
 * @param timeout how long one run may take, at least 1 ms
 * @param thresholds how many results change the state
 */
public record CheckSpec(
    LocalProbe probe, Duration period, Duration timeout, CheckThresholds thresholds) {
  private static final Duration MIN_PERIOD = Duration.ofMillis(10);

  /** Checks the limits. */
  public CheckSpec {
    if (period.compareTo(MIN_PERIOD) < 0 || timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "check " + probe.name() + " needs a period of 10 ms and a timeout of 1 ms at least");
    }
  }

  /** What people call it. */
  String name() {
    return probe.name();
  }
}

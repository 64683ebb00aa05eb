package io.quorate.server.check;

/**
 * Turns single results into a state that does not flap: pure, one new counter per result.
 *
 * @param thresholds how many in a row change the state
 * @param state what they amount to so far
 * @param failures failures in a row up to now
 * @param successes successes in a row up to now
 */
public record CheckCounter(
    CheckThresholds thresholds, CheckState state, int failures, int successes) {
  /** Before the first result. */
  public static CheckCounter unknown(CheckThresholds thresholds) {
    return new CheckCounter(thresholds, CheckState.UNKNOWN, 0, 0);
  }

  /** After one more result. */
  public CheckCounter next(ProbeOutcome outcome) {
    if (outcome == ProbeOutcome.PASSED) {
      int row = Math.min(successes + 1, thresholds.successes()); // it needs no more than that
      CheckState next = row >= thresholds.successes() ? CheckState.PASSING : state;
      return new CheckCounter(thresholds, next, 0, row);
    }
    int row = Math.min(failures + 1, thresholds.failures());
    CheckState next = row >= thresholds.failures() ? CheckState.FAILING : state;
    return new CheckCounter(thresholds, next, row, 0);
  }
}

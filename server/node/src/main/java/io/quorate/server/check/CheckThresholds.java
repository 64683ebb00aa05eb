package io.quorate.server.check;

/**
 * How many results in a row it takes to change state.
 *
 * @param failures to become failing, at least 1
 * @param successes to become passing, at least 1
 */
public record CheckThresholds(int failures, int successes) {
  /** Checks the range. */
  public CheckThresholds {
    if (failures < 1 || successes < 1) {
      throw new IllegalArgumentException(
          "thresholds must be at least 1, not " + failures + " and " + successes);
    }
  }
}

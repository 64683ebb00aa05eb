package io.quorate.bench.load;

import java.util.Arrays;

/** The value in the middle, which one odd round does not move. */
final class Median {
  private Median() {}

  /**
   * Of these values; the middle of both, where two are in the middle. Those that are no number do
   * not count.
   *
   * @return not a number when there is none
   */
  static double of(double... values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }
}

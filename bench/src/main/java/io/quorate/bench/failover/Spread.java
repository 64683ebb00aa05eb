package io.quorate.bench.failover;

import java.util.List;

/**
 * How a measured quantity is spread, in milliseconds.
 *
 * @param min the least
 * @param median half of the values are not above it
 * @param p99 99 % of the values are not above it; with fewer than 100 values it is the greatest
 * @param max the greatest
 */
record Spread(double min, double median, double p99, double max) {

  /**
   * Of these values, by the nearest rank.
   *
   * @param values at least one
   */
  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Spread(
        sorted.get(0), rank(sorted, 50), rank(sorted, 99), sorted.get(sorted.size() - 1));
  }

  private static double rank(List<Double> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(Math.max(0, rank - 1));
  }
}

package io.quorate.bench.load;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What requests came to; or how two such differ, each figure divided by the other's.
 *
 * @param perSecond requests that were answered
 * @param p50Millis half of them took no longer
 * @param p99Millis 99 of a hundred took no longer
 * @param maxMillis none took longer
 * @param serverMicros processor time of all servers for one
 * @param clientMicros processor time of this process for one
 * @param logBytes of the log for one; 0 when it did not grow
 */
record Figures(
    double perSecond,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    double serverMicros,
    double clientMicros,
    double logBytes) {
  private static final double NANOS_OF_MILLI = 1e6;
  private static final double NANOS_OF_SECOND = 1e9;
  private static final double NANOS_OF_MICRO = 1e3;
  private static final double HALF = 50;
  private static final double MOST = 99;
  private static final double ROUNDING = 100;

  static final String HEADINGS =
      String.format(
          Locale.ROOT,
          "%12s%10s%10s%10s%12s%12s%12s",
          "per second",
          "p50 ms",
          "p99 ms",
          "max ms",
          "servers us",
          "client us",
          "log bytes");

  static Figures of(Used before, Used after, long logBytes, Histogram latencies) {
    double count = Math.max(1, after.answered() - before.answered());
    return new Figures(
        NANOS_OF_SECOND * count / (after.nanos() - before.nanos()),
        latencies.getValueAtPercentile(HALF) / NANOS_OF_MILLI,
        latencies.getValueAtPercentile(MOST) / NANOS_OF_MILLI,
        latencies.getMaxValue() / NANOS_OF_MILLI,
        micros(before.servers(), after.servers()) / count,
        micros(before.client(), after.client()) / count,
        Math.max(0, logBytes) / count);
  }

  private static double micros(Duration before, Duration after) {
    return after.minus(before).toNanos() / NANOS_OF_MICRO;
  }

  /**
   * Of each figure the one in the middle.
   *
   * @param rounds at least one
   */
  static Figures median(List<Figures> rounds) {
    return each(figure -> Median.of(rounds.stream().mapToDouble(figure).toArray()));
  }

  /** Each figure of this divided by the other's. */
  Figures dividedBy(Figures other) {
    DoubleBinaryOperator quotient = (ours, theirs) -> theirs == 0 ? Double.NaN : ours / theirs;
    return each(
        figure -> quotient.applyAsDouble(figure.applyAsDouble(this), figure.applyAsDouble(other)));
  }

  /** What a figure comes to. */
  @FunctionalInterface
  private interface Reckoning {
    double of(ToDoubleFunction<Figures> figure);
  }

  private static Figures each(Reckoning reckoning) {
    return new Figures(
        reckoning.of(Figures::perSecond),
        reckoning.of(Figures::p50Millis),
        reckoning.of(Figures::p99Millis),
        reckoning.of(Figures::maxMillis),
        reckoning.of(Figures::serverMicros),
        reckoning.of(Figures::clientMicros),
        reckoning.of(Figures::logBytes));
  }

  /** As columns below the headings. */
  String row() {
    return String.format(
        Locale.ROOT,
        "%12.0f%10.2f%10.2f%10.1f%12.0f%12.0f%12.0f",
        perSecond,
        p50Millis,
        p99Millis,
        maxMillis,
        serverMicros,
        clientMicros,
        logBytes);
  }

  /** A ratio as columns below the headings; a dash where there is none. */
  String ratioRow() {
    return ratio(12, perSecond)
        + ratio(10, p50Millis)
        + ratio(10, p99Millis)
        + ratio(10, maxMillis)
        + ratio(12, serverMicros)
        + ratio(12, clientMicros)
        + ratio(12, logBytes);
  }

  private static String ratio(int width, double value) {
    String text = Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Adds each figure that there is under its name. */
  void addTo(JsonObject line) {
    add(line, "per_second", perSecond);
    add(line, "p50_millis", p50Millis);
    add(line, "p99_millis", p99Millis);
    add(line, "max_millis", maxMillis);
    add(line, "server_cpu_micros", serverMicros);
    add(line, "client_cpu_micros", clientMicros);
    add(line, "log_bytes", logBytes);
  }

  private static void add(JsonObject line, String name, double value) {
    if (Double.isFinite(value)) {
      line.addProperty(name, Math.round(value * ROUNDING) / ROUNDING);
    }
  }
}

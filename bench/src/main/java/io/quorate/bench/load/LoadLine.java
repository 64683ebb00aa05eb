package io.quorate.bench.load;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one way of asking, with so many on their way, came to.
 *
 * @param way how they were asked for
 * @param inFlight requests on their way
 * @param perSecond requests that were answered
 * @param p50Millis half of them took no longer
 * @param p99Millis 99 of a hundred took no longer
 * @param maxMillis none took longer
 * @param serverMicros processor time of all nodes for one
 * @param clientMicros processor time of this process for one
 * @param logBytes of the log for one; 0 when it did not grow
 */
record LoadLine(
    Way way,
    int inFlight,
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

  static LoadLine of(Way way, int inFlight, Used before, Used after, Histogram latencies) {
    double count = Math.max(1, after.answered() - before.answered());
    return new LoadLine(
        way,
        inFlight,
        NANOS_OF_SECOND * count / (after.nanos() - before.nanos()),
        latencies.getValueAtPercentile(HALF) / NANOS_OF_MILLI,
        latencies.getValueAtPercentile(MOST) / NANOS_OF_MILLI,
        latencies.getMaxValue() / NANOS_OF_MILLI,
        micros(before.servers(), after.servers()) / count,
        micros(before.client(), after.client()) / count,
        Math.max(0, after.logBytes() - before.logBytes()) / count);
  }

  private static double micros(Duration before, Duration after) {
    return after.minus(before).toNanos() / NANOS_OF_MICRO;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-8s%10d%12.0f%10.2f%10.2f%10.1f%12.0f%12.0f%12.0f",
        way.word(),
        inFlight,
        perSecond,
        p50Millis,
        p99Millis,
        maxMillis,
        serverMicros,
        clientMicros,
        logBytes);
  }

  JsonObject json() {
    JsonObject line = new JsonObject();
    line.addProperty("way", way.word());
    line.addProperty("in_flight", inFlight);
    line.addProperty("per_second", rounded(perSecond));
    line.addProperty("p50_millis", rounded(p50Millis));
    line.addProperty("p99_millis", rounded(p99Millis));
    line.addProperty("max_millis", rounded(maxMillis));
    line.addProperty("server_cpu_micros", rounded(serverMicros));
    line.addProperty("client_cpu_micros", rounded(clientMicros));
    line.addProperty("log_bytes", rounded(logBytes));
    return line;
  }

  private static double rounded(double value) {
    return Math.round(value * ROUNDING) / ROUNDING;
  }
}

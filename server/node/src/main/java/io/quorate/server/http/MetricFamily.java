package io.quorate.server.http;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Something that is measured.
 *
 * @param name as in Prometheus: letters, digits and underscores, a letter first, units last
 * @param help one line for people
 * @param kind whether it may go down
 * @param samples asked at each scrape; one for each set of labels
 */
public record MetricFamily(
    String name, String help, Kind kind, Supplier<List<MetricFamily.Sample>> samples) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public MetricFamily {
    requireName(name);
  }

  /** Whether a metric may go down. */
  public enum Kind {
    /** It may. */
    GAUGE,
    /** It never does while the process lives. */
    COUNTER
  }

  /**
   * One value.
   *
   * @param labels name to value; may be empty
   * @param value the value now
   */
  public record Sample(SortedMap<String, String> labels, double value) {
    /**
     * Keeps its own copy.
     *
     * @throws IllegalArgumentException when a label's name has another form than a metric's
     */
    public Sample {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
      labels.keySet().forEach(MetricFamily::requireName);
    }
  }

  /** A gauge of one value without labels. */
  public static MetricFamily gauge(String name, String help, Supplier<? extends Number> value) {
    return new MetricFamily(name, help, Kind.GAUGE, () -> single(value));
  }

  /** A counter of one value without labels. */
  public static MetricFamily counter(String name, String help, Supplier<? extends Number> value) {
    return new MetricFamily(name, help, Kind.COUNTER, () -> single(value));
  }

  private static List<Sample> single(Supplier<? extends Number> value) {
    return List.of(new Sample(new TreeMap<>(), value.get().doubleValue()));
  }

  private static void requireName(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a name of a metric or label");
    }
  }
}

package io.quorate.server.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.quorate.replica.LatencyBuckets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one registry of what a node measures: a registry of Dropwizard Metrics, in which everything
 * stands under its name in the catalogue. Its names have no labels, so what is read anew each time
 * is one gauge that reads all of them: groups come and go without anybody registering them. Safe
 * for many threads.
 */
public final class NodeMetrics {
  private final MetricRegistry registry = new MetricRegistry();
  private final Map<String, Name> names = new ConcurrentHashMap<>();

  /** What a name of the registry stands for. */
  private record Name(Measure measure, List<String> labels) {}

  /**
   * One metric of the registry.
   *
   * @param labels their values, in the order of the catalogue; empty for a gauge that reads all
   * @param metric of Dropwizard
   */
  record Entry(List<String> labels, Metric metric) {}

  /** Registers what has one value, read at each scrape. */
  public void value(Measure measure, Supplier<? extends Number> value) {
    requireLabels(measure, 0);
    Gauge<Number> gauge = value::get;
    register(measure, List.of(), gauge);
  }

  /**
   * Registers what has a value for each set of labels, or sometimes none.
   *
   * @param reader adds them, at each scrape
   */
  public void readings(Measure measure, Consumer<Readings> reader) {
    Gauge<Readings> gauge =
        () -> {
          Readings readings = new Readings();
          reader.accept(readings);
          return readings;
        };
    register(measure, List.of(), gauge);
  }

  /** Registers durations that are counted elsewhere, read at each scrape. */
  public void durations(Measure measure, Supplier<LatencyBuckets.Counts> counts) {
    requireLabels(measure, 0);
    Gauge<LatencyBuckets.Counts> gauge = counts::get;
    register(measure, List.of(), gauge);
  }

  /**
   * Registers what counts.
   *
   * @param labels their values, in the order of the catalogue
   */
  public Counter counter(Measure measure, String... labels) {
    requireLabels(measure, labels.length);
    return register(measure, List.of(labels), new Counter());
  }

  /**
   * Registers what takes durations, and counts them by buckets.
   *
   * @param labels their values, in the order of the catalogue
   */
  public Timer timer(Measure measure, String... labels) {
    requireLabels(measure, labels.length);
    return register(measure, List.of(labels), new Timer(new BucketReservoir()));
  }

  /**
   * Sees that nothing of the catalogue was forgotten.
   *
   * @throws IllegalStateException with the names of what is not registered
   */
  public void requireAll() {
    Set<Measure> missing = EnumSet.complementOf(EnumSet.of(Measure.UNREADABLE));
    missing.removeAll(registered().keySet());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "nobody measures " + missing.stream().map(Measure::title).toList());
    }
  }

  private static void requireLabels(Measure measure, int given) {
    if (measure.labels().size() != given) {
      throw new IllegalArgumentException(
          measure + " has the labels " + measure.labels() + ", not " + given);
    }
  }

  private <M extends Metric> M register(Measure measure, List<String> labels, M metric) {
    String name = MetricRegistry.name(measure.title(), labels.toArray(String[]::new));
    names.put(name, new Name(measure, labels));
    return registry.register(name, metric);
  }

  /** What is registered, in the order of the catalogue. */
  Map<Measure, List<Entry>> registered() {
    Map<Measure, List<Entry>> registered = new EnumMap<>(Measure.class);
    registry
        .getMetrics()
        .forEach(
            (text, metric) -> {
              Name name = names.get(text);
              if (name != null) {
                registered
                    .computeIfAbsent(name.measure(), measure -> new ArrayList<>())
                    .add(new Entry(name.labels(), metric));
              }
            });
    return registered;
  }
}

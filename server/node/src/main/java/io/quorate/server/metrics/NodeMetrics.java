package io.quorate.server.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one registry of what a node measures: a registry of Dropwizard Metrics, in which everything
 * stands under its name in the catalogue. Its names have no labels, so what has some is one gauge
 * that reads them all: groups come and go without anybody registering them. Safe for many threads.
 */
public final class NodeMetrics {
  private final MetricRegistry registry = new MetricRegistry();

  /** Registers what has one value, read at each scrape. */
  public void value(Measure measure, Supplier<? extends Number> value) {
    if (!measure.labels().isEmpty()) {
      throw new IllegalArgumentException(measure + " has labels: " + measure.labels());
    }
    Gauge<Number> gauge = value::get;
    registry.register(measure.title(), gauge);
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
    registry.register(measure.title(), gauge);
  }

  /** What is registered, in the order of the catalogue. */
  Map<Measure, Metric> registered() {
    Map<String, Metric> byName = registry.getMetrics();
    Map<Measure, Metric> registered = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      Metric metric = byName.get(measure.title());
      if (metric != null) {
        registered.put(measure, metric);
      }
    }
    return registered;
  }
}

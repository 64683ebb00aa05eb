package io.quorate.server.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;

/** Turns what Dropwizard Metrics holds into what is written for Prometheus. */
final class Snapshots {
  private Snapshots() {}

  /**
   * What the measure reads now.
   *
   * @throws RuntimeException when it cannot be read
   */
  static MetricSnapshot of(Measure measure, Metric metric) {
    Readings readings = readings(metric);
    return switch (measure.kind()) {
      case GAUGE -> gauge(measure, readings);
      case COUNTER -> counter(measure, readings);
    };
  }

  private static Readings readings(Metric metric) {
    Object value = metric instanceof Gauge<?> gauge ? gauge.getValue() : metric;
    if (value instanceof Readings readings) {
      return readings;
    }
    if (value instanceof Number number) {
      Readings one = new Readings();
      one.add(number.doubleValue());
      return one;
    }
    throw new IllegalStateException("no number: " + value);
  }

  private static MetricSnapshot gauge(Measure measure, Readings readings) {
    List<GaugeSnapshot.GaugeDataPointSnapshot> points = new ArrayList<>();
    for (Readings.Reading reading : readings.all()) {
      points.add(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(labels(measure, reading.labels()))
              .value(reading.value())
              .build());
    }
    return new GaugeSnapshot(metadata(measure), points);
  }

  private static MetricSnapshot counter(Measure measure, Readings readings) {
    List<CounterSnapshot.CounterDataPointSnapshot> points = new ArrayList<>();
    for (Readings.Reading reading : readings.all()) {
      points.add(
          CounterSnapshot.CounterDataPointSnapshot.builder()
              .labels(labels(measure, reading.labels()))
              .value(reading.value())
              .build());
    }
    return new CounterSnapshot(metadata(measure), points);
  }

  private static Labels labels(Measure measure, List<String> values) {
    return Labels.of(measure.labels(), values);
  }

  private static MetricMetadata metadata(Measure measure) {
    return measure.unit() == MeasureUnit.NONE
        ? new MetricMetadata(measure.base(), measure.help())
        : new MetricMetadata(measure.base(), measure.help(), new Unit(measure.unit().word()));
  }
}

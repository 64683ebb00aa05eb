package io.quorate.server.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.Timer;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.quorate.replica.LatencyBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Turns what Dropwizard Metrics holds into what is written for Prometheus. */
final class Snapshots {
  private static final double NANOS = 1e9;

  private final Measure measure;
  private final List<NodeMetrics.Entry> entries;

  private Snapshots(Measure measure, List<NodeMetrics.Entry> entries) {
    this.measure = measure;
    this.entries = entries;
  }

  /**
   * What the measure reads now.
   *
   * @throws RuntimeException when it cannot be read
   */
  static MetricSnapshot of(Measure measure, List<NodeMetrics.Entry> entries) {
    Snapshots snapshots = new Snapshots(measure, entries);
    MetricMetadata metadata = metadata(measure);
    return switch (measure.kind()) {
      case GAUGE -> new GaugeSnapshot(metadata, snapshots.numbers(Snapshots::gauge));
      case COUNTER -> new CounterSnapshot(metadata, snapshots.numbers(Snapshots::counter));
      case INFO -> new InfoSnapshot(metadata, snapshots.numbers(Snapshots::info));
      case HISTOGRAM -> new HistogramSnapshot(metadata, snapshots.histograms());
    };
  }

  private static MetricMetadata metadata(Measure measure) {
    return measure.unit() == MeasureUnit.NONE
        ? new MetricMetadata(measure.base(), measure.help())
        : new MetricMetadata(measure.base(), measure.help(), new Unit(measure.unit().word()));
  }

  private <P> List<P> numbers(BiFunction<Labels, Double, P> point) {
    List<P> points = new ArrayList<>();
    for (NodeMetrics.Entry entry : entries) {
      Object value = value(entry.metric());
      if (value instanceof Readings readings) {
        for (Readings.Reading reading : readings.all()) {
          points.add(point.apply(labels(reading.labels()), reading.value()));
        }
      } else if (value instanceof Number number) {
        points.add(point.apply(labels(entry.labels()), number.doubleValue()));
      } else {
        throw new IllegalStateException("no number: " + value);
      }
    }
    return points;
  }

  private static Object value(Metric metric) {
    if (metric instanceof Gauge<?> gauge) {
      return gauge.getValue();
    }
    return metric instanceof Counting counter ? counter.getCount() : metric;
  }

  private List<HistogramSnapshot.HistogramDataPointSnapshot> histograms() {
    List<HistogramSnapshot.HistogramDataPointSnapshot> points = new ArrayList<>();
    for (NodeMetrics.Entry entry : entries) {
      points.add(histogram(labels(entry.labels()), counts(entry.metric())));
    }
    return points;
  }

  private static LatencyBuckets.Counts counts(Metric metric) {
    Object value = metric instanceof Timer timer ? timer.getSnapshot() : value(metric);
    if (value instanceof BucketReservoir.Counted counted) {
      return counted.counts();
    }
    if (value instanceof LatencyBuckets.Counts counts) {
      return counts;
    }
    throw new IllegalStateException("no durations: " + value);
  }

  private Labels labels(List<String> values) {
    return Labels.of(measure.labels(), values);
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static CounterSnapshot.CounterDataPointSnapshot counter(Labels labels, double value) {
    return CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static InfoSnapshot.InfoDataPointSnapshot info(Labels labels, double always) {
    return InfoSnapshot.InfoDataPointSnapshot.builder().labels(labels).build();
  }

  private static HistogramSnapshot.HistogramDataPointSnapshot histogram(
      Labels labels, LatencyBuckets.Counts counts) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < counts.buckets().size(); i++) {
      double bound =
          i < LatencyBuckets.BOUNDS.size()
              ? seconds(LatencyBuckets.BOUNDS.get(i))
              : Double.POSITIVE_INFINITY;
      buckets.bucket(bound, counts.buckets().get(i));
    }
    return HistogramSnapshot.HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(buckets.build())
        .sum(seconds(counts.sum()))
        .build();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}

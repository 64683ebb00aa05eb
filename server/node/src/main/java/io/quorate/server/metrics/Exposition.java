package io.quorate.server.metrics;

import com.codahale.metrics.Gauge;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes all that is measured, for whoever asks. Safe for many threads. */
public final class Exposition {
  private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

  private final NodeMetrics metrics;
  private final Set<Measure> complained = EnumSet.noneOf(Measure.class);

  /** Of these. */
  public Exposition(NodeMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * What everything reads now. What cannot be read is left out and counted: one broken gauge must
   * not blind an operator to all others.
   *
   * @param accept an Accept header, which may ask for OpenMetrics; may be empty
   */
  public MetricsPage page(String accept) {
    ExpositionFormatWriter writer = writer(PageFormat.wanted(accept));
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      writer.write(page, new MetricSnapshots(snapshots()));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return new MetricsPage(writer.getContentType(), page.toString(StandardCharsets.UTF_8));
  }

  private static ExpositionFormatWriter writer(PageFormat format) {
    return switch (format) {
      case TEXT -> PrometheusTextFormatWriter.create();
      case OPEN_METRICS -> OpenMetricsTextFormatWriter.create();
    };
  }

  private List<MetricSnapshot> snapshots() {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    Set<Measure> unreadable = EnumSet.noneOf(Measure.class);
    metrics
        .registered()
        .forEach(
            (measure, entries) -> {
              try {
                snapshots.add(Snapshots.of(measure, entries));
              } catch (RuntimeException | LinkageError broken) {
                unreadable.add(measure);
                complain(measure, broken);
              }
            });
    Gauge<Number> count = unreadable::size;
    snapshots.add(
        Snapshots.of(Measure.UNREADABLE, List.of(new NodeMetrics.Entry(List.of(), count))));
    return snapshots;
  }

  /** Once for each: whoever scrapes comes back every few seconds. */
  private synchronized void complain(Measure measure, Throwable broken) {
    if (complained.add(measure)) {
      LOG.warn("{} cannot be read and is left out", measure.title(), broken);
    }
  }
}

package io.quorate.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes metrics in the text format of Prometheus, version 0.0.4. */
final class MetricsText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double EXACT = 1L << 53;

  private MetricsText() {}

  /** All of them; one that cannot be read is left out and counted. */
  static String of(List<MetricFamily> families) {
    StringBuilder text = new StringBuilder();
    int failed = 0;
    for (MetricFamily family : families) {
      List<MetricFamily.Sample> samples = new ArrayList<>();
      try {
        samples.addAll(family.samples().get());
      } catch (RuntimeException broken) {
        // One broken gauge must not blind the operator to all others.
        failed++;
        continue;
      }
      append(text, family, samples);
    }
    int unreadable = failed;
    MetricFamily errors =
        MetricFamily.gauge(
            "quorate_unreadable_metrics", "Metrics left out of this answer.", () -> unreadable);
    append(text, errors, errors.samples().get());
    return text.toString();
  }

  private static void append(
      StringBuilder text, MetricFamily family, List<MetricFamily.Sample> samples) {
    String kind = family.kind().name().toLowerCase(Locale.ROOT);
    text.append("# HELP ").append(family.name()).append(' ').append(escaped(family.help()));
    text.append("\n# TYPE ").append(family.name()).append(' ').append(kind).append('\n');
    for (MetricFamily.Sample sample : samples) {
      text.append(family.name()).append(labels(sample)).append(' ');
      text.append(number(sample.value())).append('\n');
    }
  }

  private static String labels(MetricFamily.Sample sample) {
    if (sample.labels().isEmpty()) {
      return "";
    }
    return sample.labels().entrySet().stream()
        .map(label -> label.getKey() + "=\"" + quoted(label.getValue()) + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String quoted(String text) {
    return escaped(text).replace("\"", "\\\"");
  }
}

package io.quorate.server.metrics;

import java.util.Locale;

/** How metrics can be written. */
enum PageFormat {
  /** Prometheus' text format, for whoever does not say what it wants. */
  TEXT("text/plain"),
  /** OpenMetrics 1.0. */
  OPEN_METRICS("application/openmetrics-text");

  private final String mediaType;

  PageFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The one that is wanted most; OpenMetrics when both are as much.
   *
   * @param accept an Accept header as of RFC 9110, section 12.5.1; empty when there is none
   */
  static PageFormat wanted(String accept) {
    double open = OPEN_METRICS.weight(accept);
    return open > 0 && open >= TEXT.weight(accept) ? OPEN_METRICS : TEXT;
  }

  /** How much it is wanted by name, 0 to 1; what matches it by a wildcard alone counts as 0. */
  private double weight(String accept) {
    double most = 0;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      if (parts[0].strip().equalsIgnoreCase(mediaType)) {
        most = Math.max(most, quality(parts));
      }
    }
    return most;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        return number(parameter.substring(2));
      }
    }
    return 1;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notOne) {
      return 0;
    }
  }
}

package io.quorate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | TEXT",
        "*/* | TEXT",
        "text/html, */*;q=0.1 | TEXT",
        "text/plain | TEXT",
        "application/openmetrics-text | OPEN_METRICS",
        "Application/OpenMetrics-Text; version=1.0.0 | OPEN_METRICS",
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
            + " | OPEN_METRICS",
        "application/openmetrics-text;q=0.5, text/plain | TEXT",
        "application/openmetrics-text;q=0.5, text/plain;q=0.5 | OPEN_METRICS",
        "application/openmetrics-text;q=0 | TEXT",
        "application/openmetrics-text;q=what | TEXT",
        "application/openmetrics-text-2 | TEXT",
        ";;,,;q= | TEXT",
      })
  void theOneThatIsWantedMostIsGiven(String accept, PageFormat format) {
    assertThat(PageFormat.wanted(accept)).isEqualTo(format);
  }
}

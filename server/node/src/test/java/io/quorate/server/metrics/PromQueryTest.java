package io.quorate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromQueryTest {
  @Test
  void metricsAndLabelsAreToldFromTheRest() {
    PromQuery query =
        PromQuery.of(
            "histogram_quantile(0.99, sum by (le, loop)"
                + " (rate(a_bucket{job=\"x{}\",loop!~'y'}[5m]))) > 0.1 and on (group) b == 1 unless"
                + " absent(c) or d{} offset 5m");

    assertThat(query.metrics().keySet()).containsExactly("a_bucket", "b", "c", "d");
    assertThat(query.metrics().get("a_bucket")).containsExactly("job", "loop");
    assertThat(query.metrics().get("b")).isEmpty();
    assertThat(query.grouping()).containsExactly("group", "le", "loop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sun(a)", "a{b=\"c\"", "sum by a", "a ! b", "a @ 5", "a{b=\"c}"})
  void whatIsNotUnderstoodIsNotPassedOver(String text) {
    assertThatThrownBy(() -> PromQuery.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

package io.quorate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MeasureTest {
  @ParameterizedTest
  @EnumSource
  void namesSayKindAndUnitAsPrometheusWantsThem(Measure measure) {
    assertThat(measure.title()).matches("(quorate|jvm|process)(_[a-z]+)+");
    assertThat(measure.title().endsWith("_total")).isEqualTo(measure.kind() == MeasureKind.COUNTER);
    assertThat(measure.title()).doesNotContainPattern("milli|micro|nano|minutes|kilo|percent");
    assertThat(measure.help()).matches("[A-Z0-9][^|`\"\\\\]*[.?]");
    assertThat(measure.labels()).allMatch(label -> label.matches("[a-z]+"));
    assertThat(measure.labels()).doesNotContain("le", "quantile", "instance", "job");
  }

  @ParameterizedTest
  @EnumSource
  void eachNameStandsForOneMeasure(Measure measure) {
    Set<String> others = new HashSet<>();
    for (Measure other : Measure.values()) {
      if (other != measure) {
        others.add(other.title());
        others.add(other.base());
      }
    }
    assertThat(others).doesNotContain(measure.title(), measure.base());
  }
}

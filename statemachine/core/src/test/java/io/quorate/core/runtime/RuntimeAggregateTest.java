package io.quorate.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.config.ConfigValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RuntimeAggregateTest {
  private static Optional<RuntimeAggregate> of(String... texts) {
    return RuntimeAggregate.of(
        Stream.of(texts)
            .map(text -> new ConfigValue(text.getBytes(StandardCharsets.UTF_8), ConfigValue.TEXT))
            .toList());
  }

  @Test
  void numbersAreAddedWithoutRounding() {
    assertThat(of("10", "7\n"))
        .contains(
            new RuntimeAggregate(new BigDecimal("17"), new BigDecimal("7"), new BigDecimal("10")));
    assertThat(of("9007199254740993", "-0.1", "+2").orElseThrow().sum())
        .isEqualTo(new BigDecimal("9007199254740994.9"));
  }

  @Test
  void whatIsNoNumberHasNoSum() {
    assertThat(of("10", "many")).isEmpty();
    assertThat(of("1e999999999")).isEmpty();
    assertThat(of("")).isEmpty();
    assertThat(of("1".repeat(41))).isEmpty();
    assertThat(of()).isEmpty();
  }
}

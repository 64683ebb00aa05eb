package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseMarginsTest {
  private static final ClockReading END = new ClockReading(9_000_000_000L, 9_000_000_000L, 9_000);

  private final List<Duration> taken = new ArrayList<>();

  @Test
  void whatIsLeftIsCountedToTheEndAndNotBelowNothing() {
    at(8_000_000_000L);
    at(8_700_000_000L);
    at(9_500_000_000L);
    assertThat(taken).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ZERO);
  }

  @Test
  void leasesThatEndTogetherAreCountedOnce() {
    LeaseMargins margins = new LeaseMargins(() -> 8_000_000_000L, taken::add);
    margins.extended(END);
    margins.extended(END);
    margins.extended(END.plus(Duration.ofSeconds(1)));
    assertThat(taken).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  private void at(long now) {
    new LeaseMargins(() -> now, taken::add).extended(END);
  }
}

package io.quorate.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimingTest {
  @Test
  void expiryIsRoundedUpToTheNextMillisecond() {
    assertThat(Timing.expiry(Duration.ofMillis(1_800), Duration.ofMillis(500)))
        .isEqualTo(Duration.ofMillis(2_323));
    assertThat(Timing.expiry(Duration.ofMillis(450), Duration.ofMillis(200)))
        .isEqualTo(Duration.ofMillis(657));
    assertThat(Timing.expiry(Duration.ofMillis(100), Duration.ZERO))
        .isEqualTo(Duration.ofMillis(101));
    assertThat(Timing.expiry(Duration.ofNanos(1), Duration.ZERO)).isEqualTo(Duration.ofMillis(1));
    assertThat(Timing.expiry(Duration.ZERO, Duration.ZERO)).isEqualTo(Duration.ZERO);
  }

  @Test
  void expiryNeverFallsShortOfTheFormula() {
    for (long millis = 200; millis < 20_000; millis += 7) {
      Duration lease = Duration.ofMillis(millis).plusNanos(millis % 13);
      Duration fence = Duration.ofMillis(millis % 997);
      double exact = (lease.toNanos() + fence.toNanos()) * 1.01;
      Duration expiry = Timing.expiry(lease, fence);
      assertThat((double) expiry.toNanos())
          .isGreaterThanOrEqualTo(exact - 1)
          .isLessThan(exact + 1_000_001);
    }
    assertThat(Timing.expiry(Duration.ofHours(1), Duration.ofMinutes(10)))
        .as("the longest that a declaration may ask for")
        .isEqualTo(Duration.ofSeconds(4_242));
  }

  @Test
  void everyProfileCanBeDeclared() {
    for (TimingProfile profile : TimingProfile.values()) {
      Timing timing = profile.timing();
      assertThat(timing.lease()).isGreaterThanOrEqualTo(timing.heartbeat().multipliedBy(4));
      assertThat(timing.lease()).isGreaterThanOrEqualTo(timing.stopBudget().multipliedBy(2));
      assertThat(timing.expiry()).isEqualTo(Timing.expiry(timing.lease(), timing.fenceDelay()));
    }
  }
}

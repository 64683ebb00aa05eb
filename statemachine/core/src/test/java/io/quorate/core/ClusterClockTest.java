package io.quorate.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClusterClockTest {
  private static final ClockReading BEGAN = new ClockReading(7_000_000, 9_000_000, 50_000);

  private static long at(ClusterTime base, ClockReading now) {
    return new ClusterClock(base, BEGAN).at(now).millis();
  }

  @Test
  void followsTheWallClockWhereThatIsAhead() {
    ClockReading later = BEGAN.plus(Duration.ofMillis(300));

    assertThat(at(new ClusterTime(40_000), later)).isEqualTo(50_300);
  }

  @Test
  void goesOnWhereTheWallClockIsBehind() {
    ClusterTime ahead = new ClusterTime(3_600_000);

    assertThat(at(ahead, BEGAN)).isEqualTo(3_600_000);
    assertThat(at(ahead, BEGAN.plus(Duration.ofMillis(300)))).isEqualTo(3_600_300);
  }

  @Test
  void aWallClockSetBackDoesNotStopIt() {
    ClockReading setBack = new ClockReading(BEGAN.monotonicNanos() + 2_000_000_000L, 0, 3);

    assertThat(at(new ClusterTime(50_000), setBack)).isEqualTo(52_000);
  }
}

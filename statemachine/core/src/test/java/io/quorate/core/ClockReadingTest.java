package io.quorate.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClockReadingTest {
  private static final ClockReading EARLIER = new ClockReading(1_000, 5_000, 10);

  private static ClockReading after(long monotonicMillis, long bootMillis, long wallMillis) {
    return new ClockReading(
        1_000 + monotonicMillis * 1_000_000, 5_000 + bootMillis * 1_000_000, 10 + wallMillis);
  }

  private static void expect(ClockReading now, long mostMillis, long leastMillis) {
    assertThat(now.mostSince(EARLIER)).isEqualTo(Duration.ofMillis(mostMillis));
    assertThat(now.leastSince(EARLIER)).isEqualTo(Duration.ofMillis(leastMillis));
  }

  @Test
  void aHolderTakesTheMostAndAGrantorTheLeast() {
    expect(after(10, 10, 10), 10, 10);
    expect(after(10, 70, 70), 70, 10);
    expect(after(10, 10, 70), 70, 10);
    expect(after(10, 10, 3), 10, 3);
  }

  @Test
  void aWallClockThatRanBackwardsSaysNothing() {
    expect(after(10, 10, -70), 10, 10);
    expect(after(10, 10, 0), 10, 10);
  }

  @Test
  void timeNeverRunsBackwards() {
    expect(after(-5, -5, -5), 0, 0);
    expect(after(-5, 5, -5), 5, 0);
  }

  @Test
  void readingsMoveOnTogether() {
    assertThat(EARLIER.plus(Duration.ofMillis(7))).isEqualTo(after(7, 7, 7));
    assertThat(EARLIER.plus(Duration.ofMillis(7)).mostSince(EARLIER))
        .isEqualTo(Duration.ofMillis(7));
  }
}

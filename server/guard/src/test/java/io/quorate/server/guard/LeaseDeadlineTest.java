package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseDeadlineTest {
  private static final GuardTime SENT = new GuardTime(5_000_000_000L, 9_000_000_000L, 1_000_000);
  private static final LeaseDeadline DEADLINE = LeaseDeadline.after(SENT, Duration.ofSeconds(3));

  @Test
  void endsByTheMonotonicClock() {
    assertThat(DEADLINE.nanosLeft(SENT)).isEqualTo(3_000_000_000L);
    assertThat(DEADLINE.passed(later(2_999, 2_999, 2_999))).isFalse();
    assertThat(DEADLINE.passed(later(3_000, 2_990, 2_990))).isTrue();
  }

  @Test
  void endsForASuspendedMachineByItsBootClock() {
    assertThat(DEADLINE.passed(later(10, 3_000, 20))).isTrue();
  }

  @Test
  void endsWhenTheWallClockJumpsForwardAndNotLaterWhenItJumpsBack() {
    assertThat(DEADLINE.passed(later(10, 10, 3_600_000))).isTrue();
    assertThat(DEADLINE.passed(later(2_999, 2_999, -3_600_000))).isFalse();
    assertThat(DEADLINE.passed(later(3_000, 3_000, -3_600_000))).isTrue();
  }

  @Test
  void isLaterByTheMonotonicClockEvenWhenTheWallClockWentBack() {
    LeaseDeadline next = LeaseDeadline.after(later(100, 100, -60_000), Duration.ofSeconds(3));
    assertThat(next.isLaterThan(DEADLINE)).isTrue();
    assertThat(DEADLINE.isLaterThan(next)).isFalse();
    assertThat(DEADLINE.isLaterThan(DEADLINE)).isFalse();
  }

  @Test
  void countsOverTheEndOfTheMonotonicRange() {
    GuardTime edge = new GuardTime(Long.MAX_VALUE - 10, 0, 0);
    LeaseDeadline over = LeaseDeadline.after(edge, Duration.ofNanos(100));
    assertThat(over.monotonicNanos() - edge.monotonicNanos()).isEqualTo(100);
    assertThat(over.isLaterThan(new LeaseDeadline(Long.MAX_VALUE - 5, 0, 0))).isTrue();
  }

  @Test
  void readsTheBootClock(@TempDir Path directory) throws IOException {
    assertThat(GuardClock.parse("12345.67 8910.11\n")).isEqualTo(12_345_670_000_000L);
    GuardTime without = new GuardClock(directory.resolve("none")).read();
    assertThat(without.bootNanos()).isEqualTo(without.monotonicNanos());
    Path damaged = Files.writeString(directory.resolve("damaged"), "what");
    GuardTime stand = new GuardClock(damaged).read();
    assertThat(stand.bootNanos()).isEqualTo(stand.monotonicNanos());
  }

  private static GuardTime later(long monotonicMillis, long bootMillis, long wallMillis) {
    return new GuardTime(
        SENT.monotonicNanos() + monotonicMillis * 1_000_000,
        SENT.bootNanos() + bootMillis * 1_000_000,
        SENT.wallMillis() + wallMillis);
  }
}

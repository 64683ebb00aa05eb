package io.quorate.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimesTest {
  private static Duration message(long seconds, int nanos) {
    return Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }

  @Test
  void readsWhatCanBeCountedWith() {
    assertThat(Times.read(message(0, 0))).contains(java.time.Duration.ZERO);
    assertThat(Times.read(message(2, 200_000_000))).contains(java.time.Duration.ofMillis(2_200));
    assertThat(Times.read(message(366 * 86_400, 0))).contains(java.time.Duration.ofDays(366));
  }

  @Test
  void everythingElseIsNoTime() {
    for (Duration time :
        List.of(
            message(-1, 0),
            message(0, -1),
            message(1, -1),
            message(0, 1_000_000_000),
            message(366 * 86_400, 1),
            message(Long.MAX_VALUE, Integer.MAX_VALUE),
            message(Long.MIN_VALUE, Integer.MIN_VALUE))) {
      assertThat(Times.read(time)).as(time.toString()).isEmpty();
    }
  }
}

package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RememberedTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void itIsMadeAnewWhenItsTimeIsOver() {
    Remembered<Integer> number =
        new Remembered<>(made::incrementAndGet, Duration.ofNanos(10), clock::get);

    assertThat(number.get()).isEqualTo(1);
    clock.addAndGet(9);
    assertThat(number.get()).isEqualTo(1);
    clock.addAndGet(1);
    assertThat(number.get()).isEqualTo(2);
  }

  @Test
  void whatCannotBeMadeIsTriedAgain() {
    Remembered<Integer> number =
        new Remembered<>(
            () -> {
              if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
              }
              return made.get();
            },
            Duration.ofHours(1),
            clock::get);

    assertThatThrownBy(number::get).isInstanceOf(IllegalStateException.class);
    assertThat(number.get()).isEqualTo(2);
  }
}

package io.quorate.server.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OutageTimelineTest {
  private static final long MILLI = 1_000_000;

  private final OutageTimeline timeline = new OutageTimeline(Duration.ofMillis(25));

  @Test
  void aPauseBeyondTheGapIsAnOutageOfTheSameEpoch() {
    answer("a", 1, 0);
    answer("a", 1, 20);
    answer("a", 1, 60);

    assertThat(timeline.outages()).hasSize(1);
    assertThat(timeline.outages().get(0).length()).isEqualTo(Duration.ofMillis(40));
    assertThat(timeline.outages().get(0).isRoleChange()).isFalse();
    assertThat(timeline.takeoverAfter(1)).isEmpty();
  }

  @Test
  void aRoleChangeIsAnOutageHoweverShort() {
    answer("a", 1, 0);
    answer("b", 2, 5);

    assertThat(timeline.takeoverAfter(1).map(Outage::length)).contains(Duration.ofMillis(5));
    assertThat(timeline.takeoverAfter(2)).isEmpty();
    assertThat(timeline.violations()).isEmpty();
  }

  @Test
  void anAnswerOfAnOldEpochIsAViolationOnlyWhenItWasAskedForAfterwards() {
    answer("a", 1, 0);
    answer("b", 2, 10);
    timeline.add(new Served("a", 1, 9 * MILLI, 11 * MILLI));
    assertThat(timeline.violations()).isEmpty();

    answer("a", 1, 12);
    assertThat(timeline.violations()).singleElement().asString().contains("epoch 1").contains("a");
  }

  @Test
  void waitingEndsWithTheAnswerOrTheLimit() throws InterruptedException {
    Thread later = new Thread(() -> answer("b", 2, 5));
    answer("a", 1, 0);
    later.start();

    assertThat(timeline.awaitEpochAfter(1, Duration.ofSeconds(30))).isTrue();
    assertThat(timeline.awaitEpochAfter(2, Duration.ofMillis(10))).isFalse();
    later.join();
  }

  private void answer(String node, long epoch, long millis) {
    timeline.add(new Served(node, epoch, millis * MILLI - 1, millis * MILLI));
  }
}

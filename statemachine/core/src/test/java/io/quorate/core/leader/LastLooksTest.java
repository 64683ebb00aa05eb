package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.G;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.LookQueue;
import io.quorate.core.failover.PlanDeadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For how long a look is good. */
final class LastLooksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LastLooks looks = new LastLooks();
  private final ClockReading now = new ClockReading(7_000_000_000L, 0, 0);

  private Duration goodFor(Duration timer) {
    looks.looked(G, timer, now);
    return looks.goodFor(G, now);
  }

  @Test
  void nothingIsKnownOfAGroupThatWasNotLookedAtOrIsGone() {
    assertThat(looks.goodFor(G, now)).isZero();
    goodFor(SECOND);
    looks.remove(G);
    assertThat(looks.goodFor(G, now)).isZero();
  }

  @Test
  void aLookIsGoodUntilTheDeadline() {
    assertThat(goodFor(SECOND)).isEqualTo(SECOND);
    assertThat(looks.goodFor(G, now.plus(SECOND))).isZero();
    assertThat(looks.goodFor(G, now.plus(SECOND.multipliedBy(2)))).isZero();
  }

  @Test
  void withoutADeadlineNoClockMakesItAnother() {
    assertThat(goodFor(PlanDeadline.NONE)).isEqualTo(PlanDeadline.NONE);
  }

  @Test
  void aDeadlineFarAwayMayComeSoonerByAnotherClock() {
    assertThat(goodFor(Duration.ofHours(3))).isEqualTo(LookQueue.spread(LastLooks.LONGEST, G));
  }
}

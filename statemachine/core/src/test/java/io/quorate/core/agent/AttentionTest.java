package io.quorate.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.agent.Attention.Rest;
import io.quorate.core.agent.NodeAgent.Turn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which groups of a node are looked at, and when. */
final class AttentionTest {
  private static final GroupId WEB = new GroupId("web");
  private static final Duration LONG = Duration.ofHours(1);

  private final Attention attention = new Attention();

  private static ClockReading at(Duration time) {
    return new ClockReading(time.toNanos(), time.toNanos(), time.toMillis());
  }

  private static ClockReading seconds(long seconds) {
    return at(Duration.ofSeconds(seconds));
  }

  @Test
  void whatCameForIsLookedAtInTheNextTurn() {
    attention.came(WEB);
    assertThat(attention.due(Turn.BUSY, seconds(1))).containsExactly(WEB);
  }

  @Test
  void whatWaitsIsLookedAtWhenAllAre() {
    attention.looked(WEB, Rest.WAITING, LONG, seconds(1));
    assertThat(attention.due(Turn.BUSY, seconds(2))).isEmpty();
    assertThat(attention.due(Turn.ALL, seconds(2))).containsExactly(WEB);
  }

  @Test
  void whatIsStillIsLookedAtWhenItsTimeHasCome() {
    attention.looked(WEB, Rest.STILL, Duration.ofSeconds(1), seconds(1));
    assertThat(attention.due(Turn.ALL, at(Duration.ofMillis(1_900)))).isEmpty();
    assertThat(attention.due(Turn.BUSY, seconds(2))).containsExactly(WEB);
  }

  @Test
  void whatIsStillForLongIsLookedAtNowAndThenAllTheSame() {
    attention.looked(WEB, Rest.STILL, LONG, seconds(1));
    assertThat(attention.due(Turn.BUSY, seconds(3_000))).containsExactly(WEB);
  }

  @Test
  void whatCameBeforeItWasLookedAtIsOver() {
    attention.came(WEB);
    attention.looked(WEB, Rest.STILL, LONG, seconds(1));
    assertThat(attention.due(Turn.BUSY, at(Duration.ofMillis(1_001)))).isEmpty();
  }

  @Test
  void whatIsGoneIsNeitherLookedAtNorReportedOn() {
    attention.came(WEB);
    attention.tell(WEB);
    attention.takeTouched();
    attention.forget(WEB);
    assertThat(attention.due(Turn.ALL, seconds(1))).isEmpty();
    assertThat(attention.takeUntold()).isEmpty();
    assertThat(attention.takeTouched()).containsExactly(WEB);

    attention.looked(WEB, Rest.WAITING, LONG, seconds(1));
    attention.forget(WEB);
    assertThat(attention.due(Turn.ALL, seconds(2))).isEmpty();
  }
}

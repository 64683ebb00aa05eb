package io.quorate.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptPlanTest {

  private static final AttemptPlan PLAN =
      new AttemptPlan(2, Duration.ofSeconds(3), Duration.ofSeconds(10));

  @Test
  void asksTheSecondNodeAtOnceAndPausesBetweenRounds() {
    assertThat(PLAN.next(List.of(), Duration.ZERO)).contains(next(0, 3_000));
    assertThat(PLAN.next(failed(1, FailedAttempt.Kind.NO_QUORUM), Duration.ZERO))
        .contains(next(0, 3_000));
    assertThat(PLAN.next(failed(2, FailedAttempt.Kind.NO_QUORUM), Duration.ZERO))
        .contains(next(50, 3_000));
    assertThat(PLAN.next(failed(4, FailedAttempt.Kind.NO_QUORUM), Duration.ZERO))
        .contains(next(100, 3_000));
    assertThat(PLAN.next(failed(100, FailedAttempt.Kind.NO_QUORUM), Duration.ZERO))
        .contains(next(1_000, 3_000));
  }

  @Test
  void endsWhenTheTimeIsOver() {
    assertThat(PLAN.next(failed(1, FailedAttempt.Kind.UNKNOWN), Duration.ofSeconds(9)))
        .contains(next(0, 1_000));
    assertThat(PLAN.next(failed(1, FailedAttempt.Kind.UNKNOWN), Duration.ofSeconds(10))).isEmpty();
    assertThat(PLAN.next(failed(2, FailedAttempt.Kind.UNKNOWN), Duration.ofMillis(9_960)))
        .isEmpty();
  }

  @Test
  void endsSoonWhenNobodyListens() {
    assertThat(PLAN.next(failed(5, FailedAttempt.Kind.NOT_SENT), Duration.ZERO)).isPresent();
    assertThat(PLAN.next(failed(6, FailedAttempt.Kind.NOT_SENT), Duration.ZERO)).isEmpty();
  }

  @Test
  void theOnlyNodeGetsAllTheTime() {
    AttemptPlan alone = new AttemptPlan(1, Duration.ofSeconds(3), Duration.ofSeconds(10));
    assertThat(alone.next(List.of(), Duration.ZERO)).contains(next(0, 10_000));
  }

  private static AttemptPlan.Next next(int pauseMillis, int deadlineMillis) {
    return new AttemptPlan.Next(Duration.ofMillis(pauseMillis), Duration.ofMillis(deadlineMillis));
  }

  private static List<FailedAttempt> failed(int count, FailedAttempt.Kind kind) {
    return Collections.nCopies(count, new FailedAttempt(new NodeAddress("a", 1), kind, "no"));
  }
}

package io.quorate.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.declaration.FailoverPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When deaths of services speak against a node; the policy allows two within ten minutes. */
final class RestartBudgetTest {
  private static final FailoverPolicy POLICY = FailoverPolicy.DEFAULT;
  private static final PartView UP = new PartView(PartView.State.UP, "");
  private static final PartView FAILED = new PartView(PartView.State.FAILED, "exited with 1");

  private final RestartBudget budget = new RestartBudget();

  private static ClockReading at(long seconds) {
    long nanos = seconds * 1_000_000_000;
    return new ClockReading(nanos, nanos, seconds * 1_000);
  }

  private void diesAt(long... seconds) {
    for (long second : seconds) {
      budget.died(at(second));
    }
  }

  @Test
  void whatThePolicyAllowsSpeaksAgainstNobody() {
    diesAt(1, 2);

    assertThat(budget.unfit(POLICY, at(3))).isFalse();
    assertThat(budget.restart(POLICY, at(3))).isEqualTo(ServingInputs.Restart.NOW);
  }

  @Test
  void oneMoreDoesForAMinute() {
    diesAt(1, 2, 3);

    assertThat(budget.unfit(POLICY, at(3))).isTrue();
    assertThat(budget.unfit(POLICY, at(63))).isTrue();
    assertThat(budget.unfit(POLICY, at(64))).isFalse();
    assertThat(budget.restart(POLICY, at(13))).isEqualTo(ServingInputs.Restart.LATER);
    assertThat(budget.restart(POLICY, at(14))).isEqualTo(ServingInputs.Restart.NOW);
  }

  @Test
  void theMinuteBeginsWhenEverythingIsUpAgain() {
    diesAt(1, 2, 3);
    budget.look(Stage.SERVING, List.of(UP, FAILED), at(50));
    budget.look(Stage.SERVING, List.of(UP, UP), at(51));

    assertThat(budget.unfit(POLICY, at(109))).isTrue();
    assertThat(budget.unfit(POLICY, at(111))).isFalse();
  }

  @Test
  void whatIsStoppedOnPurposeIsNotDown() {
    diesAt(1, 2, 3);
    budget.look(Stage.IDLE, List.of(PartView.DOWN), at(50));

    assertThat(budget.unfit(POLICY, at(64))).isFalse();
  }

  @Test
  void aNodeThatRanForAMinuteBearsOneDeathNoBetterThanBefore() {
    diesAt(1, 2, 3, 100);

    assertThat(budget.unfit(POLICY, at(101))).isTrue();
  }

  @Test
  void deathsOutsideOfTheWindowDoNotCount() {
    diesAt(1, 2, 601);
    assertThat(budget.unfit(POLICY, at(601))).as("ten minutes are within it").isTrue();

    assertThat(budget.unfit(POLICY, at(602))).isFalse();
  }
}

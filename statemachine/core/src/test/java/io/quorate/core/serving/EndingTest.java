package io.quorate.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.declaration.Examples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a demote command is told of the role that its node ceases to serve. */
final class EndingTest {
  private static final Epoch EPOCH = new Epoch(3);
  private static final Duration BUDGET = Duration.ofMillis(300);
  private static final ServingState SERVING =
      new ServingState(Stage.DEMOTING, EPOCH, 0, Epoch.NONE, "");

  private static Ending ending(Directive directive, Duration left, ServingInputs.Restart restart) {
    return Ending.of(SERVING, inputs(directive, left, restart));
  }

  private static ServingInputs inputs(
      Directive directive, Duration left, ServingInputs.Restart restart) {
    return new ServingInputs(
        List.of(Examples.service("s")),
        List.of(PartView.DOWN),
        directive,
        left,
        BUDGET,
        GuardState.ALIVE,
        "",
        restart);
  }

  @Test
  void theLeaderTakesItBackInOrder() {
    Directive demote = new Directive(Directive.Step.DEMOTE, EPOCH);

    assertThat(ending(demote, Duration.ofSeconds(2), ServingInputs.Restart.NOW))
        .isEqualTo(Ending.HANDED_OVER);
  }

  @Test
  void anotherEpochOrNoneIsForGood() {
    for (Directive other :
        List.of(
            new Directive(Directive.Step.STAND_BY, EPOCH),
            new Directive(Directive.Step.STAND_BY, new Epoch(4)),
            new Directive(Directive.Step.SERVE, new Epoch(4)))) {
      assertThat(ending(other, Duration.ofSeconds(2), ServingInputs.Restart.NOW))
          .as("%s", other)
          .isEqualTo(Ending.LOST);
    }
  }

  @Test
  void withoutALeaderNobodyKnows() {
    Directive serve = new Directive(Directive.Step.SERVE, EPOCH);

    assertThat(ending(serve, BUDGET, ServingInputs.Restart.NOW)).isEqualTo(Ending.LEASE_OVER);
    assertThat(ending(Directive.NONE, Duration.ZERO, ServingInputs.Restart.NOW))
        .isEqualTo(Ending.LEASE_OVER);
  }

  @Test
  void whileTheLeaseHoldsItIsStartedAgainHere() {
    Directive serve = new Directive(Directive.Step.SERVE, EPOCH);

    assertThat(ending(serve, Duration.ofSeconds(2), ServingInputs.Restart.NOW))
        .isEqualTo(Ending.PROMOTING_AGAIN);
    assertThat(ending(serve, Duration.ofSeconds(2), ServingInputs.Restart.LATER))
        .isEqualTo(Ending.FAILED);
  }

  @Test
  void aPromotionThatFailedIsGivenBack() {
    ServingState failed = SERVING.failing(Stage.DEMOTING, 0, "did not start");
    Directive serve = new Directive(Directive.Step.SERVE, EPOCH);

    assertThat(Ending.of(failed, inputs(serve, Duration.ofSeconds(2), ServingInputs.Restart.NOW)))
        .isEqualTo(Ending.FAILED);
  }
}

package io.quorate.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.PartView.State;
import io.quorate.core.serving.ServingInputs.Restart;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single situations of the serving rules; the walk goes through all of them. */
final class ServingRulesTest {
  private static final Epoch EPOCH = new Epoch(7);
  private static final Duration PLENTY = Duration.ofSeconds(2);
  private static final Duration BUDGET = Duration.ofMillis(300);
  private static final Resource SERVICE = Examples.service("db");
  private static final Resource HOOK = Examples.hook("address", Duration.ofSeconds(1));

  private Directive.Step step = Directive.Step.SERVE;
  private Duration left = PLENTY;
  private GuardState guard = GuardState.ALIVE;

  private ServingStep next(Stage stage, int position, State... parts) {
    return ServingRules.next(
        new ServingState(stage, stage == Stage.IDLE ? Epoch.NONE : EPOCH, position, Epoch.NONE, ""),
        new ServingInputs(
            List.of(HOOK, SERVICE),
            List.of(new PartView(parts[0], "why"), new PartView(parts[1], "why")),
            new Directive(step, EPOCH),
            left,
            BUDGET,
            guard,
            guard == GuardState.LOST ? "no descriptors" : "",
            Restart.NOW));
  }

  @Test
  void aRestartedHolderThatServesNothingGivesBackWhatItIsToldToLeave() {
    step = Directive.Step.DEMOTE;
    guard = GuardState.NONE;

    assertThat(next(Stage.IDLE, 0, State.DOWN, State.DOWN).effects())
        .containsExactly(new Effect.Release(EPOCH));

    left = Duration.ZERO;
    assertThat(next(Stage.IDLE, 0, State.DOWN, State.DOWN).effects()).isEmpty();
  }

  @Test
  void anAdoptedGuardWhosePartsHadNotAllStartedGoesOnStarting() {
    assertThat(next(Stage.ADOPTED, 0, State.UP, State.DOWN).state().stage())
        .isEqualTo(Stage.PROMOTING);
    assertThat(next(Stage.ADOPTED, 0, State.QUIET, State.UP).state().stage())
        .isEqualTo(Stage.PROMOTING);
    assertThat(next(Stage.ADOPTED, 0, State.UP, State.UP).state().stage()).isEqualTo(Stage.SERVING);
    assertThat(next(Stage.ADOPTED, 0, State.UP, State.FAILED).state().stage())
        .isEqualTo(Stage.SERVING);
  }

  @Test
  void aFailedQuiesceIsUndoneUnderTheSameEpoch() {
    ServingStep undone = next(Stage.QUIESCING, 0, State.FAILED, State.UP);

    assertThat(undone.state().stage()).isEqualTo(Stage.PROMOTING);
    assertThat(undone.effects()).containsExactly(new Effect.StartPart(0));
    assertThat(next(Stage.QUIET, 0, State.QUIET, State.FAILED).effects())
        .containsExactly(new Effect.StartPart(1));
  }

  @Test
  void aHookThatFailedToPromoteIsDemoted() {
    ServingStep failing = next(Stage.PROMOTING, 0, State.FAILED, State.DOWN);

    assertThat(failing.state().stage()).isEqualTo(Stage.DEMOTING);
    assertThat(failing.state().failed()).isEqualTo(EPOCH);
    assertThat(failing.effects()).containsExactly(new Effect.StopPart(0));
  }

  @Test
  void nothingServesOnWithoutAGuard() {
    guard = GuardState.NONE;

    for (Stage stage : List.of(Stage.SERVING, Stage.QUIESCING, Stage.QUIET, Stage.DEMOTING)) {
      ServingStep cleared = next(stage, 1, State.UP, State.FAILED);
      assertThat(cleared.state().stage()).as("from %s", stage).isEqualTo(Stage.CLEARING);
      assertThat(cleared.effects()).containsExactly(new Effect.Clear());
    }
  }

  @Test
  void aDeadServiceWaitsUntilItsGuardAnswers() {
    guard = GuardState.STARTING;
    assertThat(next(Stage.SERVING, 0, State.UP, State.FAILED).effects()).isEmpty();

    guard = GuardState.ALIVE;
    assertThat(next(Stage.SERVING, 0, State.UP, State.FAILED).effects())
        .containsExactly(new Effect.StartPart(1));
  }

  @Test
  void aPromotionWithoutAGuardHasFailed() {
    guard = GuardState.LOST;

    ServingStep step = next(Stage.PROMOTING, 0, State.DOWN, State.DOWN);

    assertThat(step.effects()).containsExactly(new Effect.Clear());
    assertThat(step.state().failed()).isEqualTo(EPOCH);
    assertThat(step.state().cause()).isEqualTo("no descriptors");
  }

  @Test
  void nobodyServesAnEpochThatWasNeverGranted() {
    ServingInputs told =
        new ServingInputs(
            List.of(SERVICE),
            List.of(PartView.DOWN),
            new Directive(Directive.Step.SERVE, Epoch.NONE),
            PLENTY,
            BUDGET,
            GuardState.NONE,
            "",
            Restart.NOW);

    assertThat(ServingRules.next(ServingState.IDLE, told))
        .isEqualTo(ServingStep.of(ServingState.IDLE));
  }

  @Test
  void nothingIsGivenBackWhileThereIsAGuard() {
    step = Directive.Step.DEMOTE;

    assertThat(next(Stage.IDLE, 0, State.DOWN, State.DOWN).effects()).isEmpty();
  }

  @Test
  void anAdoptedGuardThatIsGoneLeavesNothingToAdopt() {
    for (GuardState gone : List.of(GuardState.NONE, GuardState.LOST)) {
      guard = gone;
      ServingStep cleared = next(Stage.ADOPTED, 0, State.UP, State.UP);
      assertThat(cleared.effects()).as("%s", gone).containsExactly(new Effect.Clear());
      assertThat(cleared.state().cause()).isEqualTo("the guard of the earlier run is gone");
    }
  }

  @Test
  void aPromotionWaitsForItsGuard() {
    guard = GuardState.NONE;

    assertThat(next(Stage.PROMOTING, 0, State.DOWN, State.DOWN).effects()).isEmpty();
    assertThat(next(Stage.PROMOTING, 0, State.DOWN, State.DOWN).state().stage())
        .isEqualTo(Stage.PROMOTING);
  }

  @Test
  void whatIsUndoneStartsOnlyWhatFailedAndServicesOnlyUnderAGuard() {
    assertThat(next(Stage.QUIET, 0, State.QUIET, State.UP).effects()).isEmpty();

    guard = GuardState.STARTING;
    assertThat(next(Stage.QUIET, 0, State.FAILED, State.FAILED).effects())
        .containsExactly(new Effect.StartPart(0));
  }

  @Test
  void aServiceThatDiedIsStoppedForWhatItMayHaveLeftAndAHookThatFailedIsNot() {
    step = Directive.Step.DEMOTE;

    assertThat(next(Stage.DEMOTING, 1, State.UP, State.FAILED).effects())
        .containsExactly(new Effect.StopPart(1));
    ServingStep hook = next(Stage.DEMOTING, 0, State.FAILED, State.DOWN);
    assertThat(hook.effects()).isEmpty();
    assertThat(hook.state().position()).isEqualTo(-1);
  }

  @Test
  void afterAKillAHookThatHadTurnedClientsAwayIsDemotedToo() {
    guard = GuardState.NONE;

    assertThat(next(Stage.CLEANUP, 1, State.QUIET, State.DOWN).effects())
        .containsExactly(new Effect.StopPart(0));
  }

  @Test
  void theCauseSaysWhyTheNodeGaveWay() {
    assertThat(next(Stage.PROMOTING, 0, State.FAILED, State.DOWN).state().cause())
        .isEqualTo("address: why");
    assertThat(next(Stage.QUIET, 0, State.QUIET, State.UP).state().cause())
        .isEqualTo("the change was undone");
    guard = GuardState.NONE;
    assertThat(next(Stage.SERVING, 0, State.UP, State.UP).state().cause())
        .isEqualTo("the guard is gone");
    guard = GuardState.ALIVE;
    left = BUDGET;
    assertThat(next(Stage.SERVING, 0, State.UP, State.UP).state().cause())
        .isEqualTo("the lease is ending");
    left = Duration.ZERO;
    assertThat(next(Stage.SERVING, 0, State.UP, State.UP).state().cause())
        .isEqualTo("the lease is over");
  }

  @Test
  void whoIsToldToLeaveKeepsTheCauseThatItHad() {
    step = Directive.Step.DEMOTE;
    left = BUDGET;

    ServingStep leaving =
        ServingRules.next(
            new ServingState(Stage.SERVING, EPOCH, 0, Epoch.NONE, "re-adopted"),
            new ServingInputs(
                List.of(SERVICE),
                List.of(new PartView(State.UP, "")),
                new Directive(step, EPOCH),
                left,
                BUDGET,
                guard,
                "",
                Restart.NOW));

    assertThat(leaving.state().stage()).isEqualTo(Stage.DEMOTING);
    assertThat(leaving.state().cause()).isEqualTo("re-adopted");
  }
}

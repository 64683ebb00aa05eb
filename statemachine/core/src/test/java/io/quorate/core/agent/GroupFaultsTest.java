package io.quorate.core.agent;

import static io.quorate.core.agent.AgentBench.G;
import static io.quorate.core.agent.AgentBench.LEASE;
import static io.quorate.core.agent.AgentBench.order;
import static io.quorate.core.agent.AgentBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.declaration.Examples;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the faults of a group and of its services lead to, and what is no fault. */
final class GroupFaultsTest {
  private static final Epoch E3 = new Epoch(3);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AgentBench bench = new AgentBench();

  private FakePlace place() {
    return bench.place(G);
  }

  private Stage stage() {
    return bench.group(G).state().stage();
  }

  private long launches() {
    return place().done.stream().filter("LaunchGuard"::equals).count();
  }

  @Test
  void aLeaseThatEndsIsNoFaultOfTheGuard() {
    bench.serve(G);
    for (int i = 0; i < 4; i++) {
      bench.passes(LEASE.lease());
      bench.advance();
      bench.advance();
      assertThat(stage()).isEqualTo(Stage.IDLE);
      bench.serve(G);
      assertThat(stage()).isEqualTo(Stage.SERVING);
    }

    assertThat(launches()).isEqualTo(5);
    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.FIT);
  }

  @Test
  void servicesThatDieTooOftenMakeTheNodeUnfit() {
    bench.serve(G);
    place().deaths.addAll(List.of(bench.now, bench.now));
    bench.advance();
    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.FIT);

    place().deaths.add(bench.now);
    place().part = PartView.State.FAILED;
    bench.advance();

    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.UNFIT);
    assertThat(place().part).as("it waits before it tries again").isEqualTo(PartView.State.FAILED);
    place().part = PartView.State.UP;
    bench.advance();
    assertThat(bench.report(G).cause()).isEqualTo("services died more than 2 times within 600 s");
  }

  @Test
  void aMinuteAfterEverythingIsUpAgainTheNodeIsFit() {
    bench.serve(G);
    place().deaths.addAll(List.of(bench.now, bench.now, bench.now));
    place().part = PartView.State.FAILED;
    waits(65);
    assertThat(place().part).as("tried again after 10 s").isEqualTo(PartView.State.UP);
    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.UNFIT);

    waits(10);
    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.FIT);
  }

  @Test
  void aRoleThatComesAndGoesSpeaksAgainstNobody() {
    for (long epoch = 3; epoch < 8; epoch++) {
      bench.told(G, order(Directive.Step.SERVE, epoch, LEASE));
      bench.told(G, order(Directive.Step.DEMOTE, epoch, LEASE));
    }

    assertThat(launches()).isEqualTo(5);
    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.FIT);
  }

  @Test
  void aPromotionThatFailsIsNoDeathOfAService() {
    bench.taken(G);
    place().nextGuard = GuardState.LOST;
    for (long epoch = 3; epoch < 7; epoch++) {
      bench.told(G, order(Directive.Step.SERVE, epoch, LEASE));
    }

    assertThat(bench.report(G).failed()).isEqualTo(new Epoch(6));
    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.FIT);
  }

  @Test
  void aGroupWhoseFaultIsGoneIsGivenBackAndTriedAgainAfterARest() {
    bench.serve(G);
    place().throwing = true;
    bench.advance();
    place().throwing = false;
    bench.passes(SECOND.minusMillis(1));
    assertThat(bench.advance()).as("a moment for what is being killed").isFalse();
    assertThat(stage()).isEqualTo(Stage.CLEARING);

    bench.passes(Duration.ofMillis(1));
    bench.advance();

    assertThat(place().done).endsWith("IDLE", "Release");
    assertThat(bench.report(G).failed()).isEqualTo(E3);
    bench.passes(Duration.ofSeconds(29).minusMillis(1));
    bench.advance();
    assertThat(bench.group(G).broken()).isNotNull();
    bench.passes(Duration.ofMillis(1));
    bench.advance();
    assertThat(bench.group(G).broken()).isNull();
  }

  @Test
  void afterTheRestItServesAgain() {
    aGroupWhoseFaultIsGoneIsGivenBackAndTriedAgainAfterARest();
    bench.told(G, order(Directive.Step.SERVE, 4, LEASE));
    assertThat(stage()).isEqualTo(Stage.SERVING);

    bench.passes(SECOND);
    bench.told(G, order(Directive.Step.SERVE, 4, LEASE));
    assertThat(place().extended).isEqualTo(bench.now.plus(LEASE.lease()));
  }

  @Test
  void aFaultWhereNothingIsServedKillsNothing() {
    bench.told(G, Directive.Step.STAND_BY);
    place().throwing = true;
    bench.advance();

    assertThat(bench.group(G).broken()).startsWith("an error in this program: ");
    assertThat(place().done).isEmpty();
    assertThat(bench.report(G).state()).isEqualTo(MemberState.FAILED);
  }

  @Test
  void aNewDeclarationIsTriedAtOnceWhateverTheOldOneLedTo() {
    bench.told(G, Directive.Step.STAND_BY);
    place().throwing = true;
    bench.advance();
    place().throwing = false;

    bench.declared(spec(G), 2, order(Directive.Step.SERVE, 3, LEASE));

    assertThat(bench.group(G).broken()).isNull();
    assertThat(stage()).isEqualTo(Stage.SERVING);
  }

  @Test
  void aFaultOfTheKillingIsToldWithTheFirst() {
    bench.serve(G);
    place().throwing = true;
    place().throwingAtClear = true;
    bench.advance();

    assertThat(bench.group(G).broken())
        .contains("a fault of this group", "; and while it was given up: ", "of the killing");
    int begun = place().done.size();
    bench.passes(SECOND);
    assertThat(bench.advance()).as("it is still broken").isTrue();
    assertThat(place().done).as("what is being killed is not killed again").hasSize(begun);
  }

  @Test
  void aBrokenGroupIsNotExtended() {
    bench.serve(G);
    place().throwing = true;
    bench.advance();
    ClockReading before = place().extended;
    bench.passes(Duration.ofMillis(100));
    bench.serve(G);

    assertThat(place().extended).isEqualTo(before);
  }

  @Test
  void rulesThatUndoEachOtherAreAFaultOfTheGroup() {
    AgentBench restless =
        new AgentBench(
            new AgentRules(
                LeaseHolder::new,
                (state, inputs) -> {
                  Epoch failed = state.failed().equals(E3) ? Epoch.NONE : E3;
                  return new ServingStep(
                      new ServingState(Stage.IDLE, Epoch.NONE, 0, failed, ""), List.of());
                }));
    restless.told(G, Directive.Step.STAND_BY);

    assertThat(restless.group(G).broken()).contains("g does not settle");
  }

  @Test
  void aGuardThatDoesNotComeUpMakesThePromotionFail() {
    bench.taken(G);
    place().nextGuard = GuardState.LOST;
    place().trouble = "no file descriptors";
    bench.serve(G);

    assertThat(place().done)
        .containsExactly(
            "PROMOTING", "LaunchGuard", "CLEARING", "Clear", "CLEANUP", "IDLE", "Release");
    assertThat(bench.report(G).failed()).isEqualTo(E3);
    assertThat(bench.report(G).released()).isEqualTo(E3);
  }

  @Test
  void aGuardThatIsLostAgainAndAgainIsNotStartedForEver() {
    bench.serve(G);
    for (int i = 0; i < 3; i++) {
      place().guard = GuardState.LOST;
      bench.advance();
      bench.advance();
    }

    assertThat(launches()).isEqualTo(3);
    assertThat(place().done).endsWith("Release");
    assertThat(place().equipped).as("taken up, and begun three times").hasSize(4);
    assertThat(bench.report(G).failed()).isEqualTo(E3);

    bench.told(G, order(Directive.Step.SERVE, 4, LEASE));
    assertThat(launches()).as("another epoch is tried").isEqualTo(4);
  }

  @Test
  void aPromotionThatTakesForEverEnds() {
    bench.taken(G);
    place().nextGuard = GuardState.STARTING;
    bench.serve(G);
    waits(92);
    assertThat(stage()).as("2 s for its service and 90 s beside").isEqualTo(Stage.PROMOTING);

    waits(1);

    assertThat(place().done).endsWith("CLEARING", "Clear", "CLEANUP", "IDLE", "Release");
    assertThat(bench.report(G).failed()).isEqualTo(E3);
    assertThat(bench.report(G).cause()).isEqualTo("not serving within 92 s after it began");

    bench.told(G, order(Directive.Step.SERVE, 4, LEASE));
    waits(1);
    assertThat(stage()).as("the next one has its own time").isEqualTo(Stage.PROMOTING);
  }

  @Test
  void aPromotionHasOneTimeForAllItsParts() {
    bench.declared(
        spec(G, Examples.service("s"), Examples.service("t")),
        1,
        order(Directive.Step.STAND_BY, 0, null));
    place().others = List.of(PartView.State.BUSY);
    place().whenStarted = PartView.State.BUSY;
    Order serve = order(Directive.Step.SERVE, 3, LEASE);
    bench.ordered(G, serve);
    for (int second = 1; second <= 94; second++) {
      if (second == 60) {
        place().part = PartView.State.UP;
      }
      bench.passes(SECOND);
      bench.ordered(G, serve);
    }
    assertThat(stage()).isEqualTo(Stage.PROMOTING);

    bench.passes(SECOND);
    bench.ordered(G, serve);
    assertThat(bench.report(G).failed()).isEqualTo(E3);
  }

  @Test
  void whatIsServedIsServedForAsLongAsItMay() {
    bench.serve(G);
    waits(200);

    assertThat(stage()).isEqualTo(Stage.SERVING);
  }

  private void waits(int seconds) {
    Order order = bench.group(G).order();
    assertThat(order).isNotNull();
    for (int i = 0; i < seconds && order != null; i++) {
      bench.passes(SECOND);
      bench.told(G, order);
    }
  }

  @Test
  void whatCannotBeLookedAtIsClearedAndSaidAllTheSame() {
    bench.serve(G);
    place().throwingWhenObserved = true;
    bench.advance();

    assertThat(place().done).endsWith("Clear");
    assertThat(bench.report(G).state()).isEqualTo(MemberState.FAILED);
    assertThat(bench.report(G).cause()).contains("a fault of this group's eyes");
  }
}

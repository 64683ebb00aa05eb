package io.quorate.core.agent;

import static io.quorate.core.agent.AgentBench.A;
import static io.quorate.core.agent.AgentBench.G;
import static io.quorate.core.agent.AgentBench.LEASE;
import static io.quorate.core.agent.AgentBench.order;
import static io.quorate.core.agent.AgentBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How one group goes from order to order, and what its faults lead to. */
final class GroupAgentTest {
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

  private void declared(GroupSpec spec, long revision, Order order) {
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    specs.put(G, spec);
    Order of =
        new Order(
            order.directive(),
            order.lease(),
            new Revision(revision),
            order.role(),
            order.automation(),
            order.cause());
    HeartbeatAnswer answer = bench.answer(bench.beat(1), 1, Map.of(G, of), specs);
    bench.agent.answered(bench.now, answer);
    bench.advance();
  }

  @Test
  void whileNothingIsHereADeclarationIsTakenUpAtOnce() {
    Order standBy = order(Directive.Step.STAND_BY, 0, null);
    declared(spec(G), 1, standBy);
    declared(spec(G), 2, standBy);

    assertThat(place().equipped).containsExactly(new Revision(1), new Revision(2));
    assertThat(bench.report(G).revision()).isEqualTo(new Revision(2));
  }

  @Test
  void whatIsServedIsOfTheDeclarationItBeganWithUntilTheNextStart() {
    Order serve = order(Directive.Step.SERVE, 3, LEASE);
    declared(spec(G), 1, serve);
    GroupSpec next = spec(G, Examples.service("another"));
    declared(next, 2, serve);
    declared(next, 2, order(Directive.Step.DEMOTE, 3, LEASE));

    assertThat(place().equipped).containsExactly(new Revision(1), new Revision(1));
    assertThat(place().watched).as("checks and policy hold at once").isEqualTo(next);
    assertThat(place().acts).last().extracting(Act::served).isEqualTo(spec(G));

    declared(next, 2, order(Directive.Step.SERVE, 4, LEASE));
    assertThat(place().equipped).last().isEqualTo(new Revision(2));
    assertThat(place().acts).last().extracting(Act::served).isEqualTo(next);
    assertThat(bench.group(G).spec()).isEqualTo(next);
  }

  @Test
  void whatIsDoneIsDoneInTheCircumstancesOfItsEpoch() {
    Order.Holding role = new Order.Holding(Phase.PROMOTING, A, List.of("10.0.0.1:5432"));
    Order order =
        new Order(
            new Directive(Directive.Step.SERVE, E3),
            LEASE,
            new Revision(1),
            role,
            Order.Automation.RUNNING,
            "FAILBACK: home again");
    bench.told(G, order);

    Act started = place().acts.get(1);
    assertThat(started)
        .isEqualTo(
            new Act(
                spec(G),
                Stage.PROMOTING,
                E3,
                "FAILBACK: home again",
                bench.now.plus(LEASE.lease()),
                LEASE.fenceDelay(),
                role));
    assertThat(bench.group(G).order()).isEqualTo(order);
  }

  @Test
  void whatIsNoMatterOfAnyOrderIsDoneWithoutOne() {
    GroupAgent group = taken();
    place().part = PartView.State.UP;
    group.adopt(E3);
    place().guard = GuardState.LOST;
    bench.advance();

    Act cleared = place().acts.get(0);
    assertThat(cleared.role()).isNull();
    assertThat(cleared.deadline()).isNull();
    assertThat(cleared.fenceDelay()).isEqualTo(spec(G).timing().fenceDelay());
  }

  private GroupAgent taken() {
    GroupAgent group = bench.agent.take(spec(G), new Revision(1));
    assertThat(group).isNotNull();
    return bench.group(G);
  }

  @Test
  void aServiceThatItsGuardKeptIsServedOn() {
    GroupAgent group = taken();
    place().guard = GuardState.ALIVE;
    place().part = PartView.State.UP;
    group.adopt(E3);
    bench.serve(G);

    assertThat(stage()).isEqualTo(Stage.SERVING);
    assertThat(place().done).containsExactly("SERVING");
  }

  @Test
  void whatAnEarlierRunPromotedIsDemotedFirst() {
    GroupAgent group = bench.agent.take(spec(G, Examples.hook("address", SECOND)), new Revision(1));
    place().part = PartView.State.UP;
    assertThat(group).isNotNull();
    bench.group(G).cleanUp(E3);
    assertThat(bench.agent.busy()).hasSize(1);

    bench.advance();

    assertThat(place().done).containsExactly("StopPart", "IDLE");
  }

  @Test
  void aGroupIsAtRestWhenNothingIsHereAndNothingIsWanted() {
    bench.told(G, Directive.Step.STAND_BY);
    assertThat(bench.group(G).quiet()).isTrue();

    bench.agent.answered(
        bench.now, bench.answer(bench.beat(1), 1, Map.of(G, order(Directive.Step.SERVE, 3, null))));
    assertThat(bench.group(G).quiet()).isFalse();

    bench.agent.answered(
        bench.now,
        bench.answer(bench.beat(1), 1, Map.of(G, order(Directive.Step.QUIESCE, 3, null))));
    assertThat(bench.group(G).quiet()).isFalse();

    bench.serve(G);
    bench.agent.answered(
        bench.now,
        bench.answer(bench.beat(1), 1, Map.of(G, order(Directive.Step.STAND_BY, 4, null))));
    assertThat(bench.group(G).quiet()).as("it is not stopped yet").isFalse();
    bench.advance();
    assertThat(bench.group(G).quiet()).isTrue();
  }

  @Test
  void checksRunAsTheNodeServesOrStandsBy() {
    bench.told(G, Directive.Step.STAND_BY);
    assertThat(place().watch).isEqualTo(Workplace.Watch.STANDING_BY);
    bench.serve(G);
    assertThat(place().watch).isEqualTo(Workplace.Watch.SERVING);
    bench.told(G, Directive.Step.QUIESCE);
    assertThat(stage()).isEqualTo(Stage.QUIET);
    assertThat(place().watch).isEqualTo(Workplace.Watch.SERVING);
    bench.told(G, Directive.Step.DEMOTE);
    assertThat(place().watch).isEqualTo(Workplace.Watch.STANDING_BY);
  }

  @Test
  void aChangeThatIsUndoneStartsAgainWhatFailedInIt() {
    bench.serve(G);
    bench.told(G, Directive.Step.QUIESCE);
    bench.serve(G);

    assertThat(place().done).endsWith("QUIET", "PROMOTING", "rearm", "SERVING");
    assertThat(place().equipped).as("taken up, and begun once").hasSize(2);
  }

  @Test
  void aChangeIsUndoneAlsoWhileClientsAreBeingTurnedAway() {
    Order serve = order(Directive.Step.SERVE, 3, LEASE);
    declared(spec(G, Examples.hook("address", SECOND)), 1, serve);
    place().whenQuiesced = PartView.State.BUSY;
    Order quiesce = order(Directive.Step.QUIESCE, 3, LEASE);
    told(quiesce);
    assertThat(stage()).isEqualTo(Stage.QUIESCING);
    assertThat(place().watch).isEqualTo(Workplace.Watch.SERVING);

    told(serve);

    assertThat(place().done).endsWith("QUIESCING", "QuiescePart", "PROMOTING", "rearm");
  }

  @Test
  void aPromotionIsNotAChangeThatIsUndone() {
    bench.serve(G);

    assertThat(place().done).doesNotContain("rearm");
  }

  @Test
  void aReleaseIsMadeOnceHoweverOftenItIsAskedFor() {
    bench.told(G, Directive.Step.DEMOTE);
    assertThat(place().done).containsExactly("Release");
    assertThat(bench.report(G).released()).isEqualTo(E3);

    bench.told(G, Directive.Step.DEMOTE);

    assertThat(place().done).containsExactly("Release");
    bench.told(G, order(Directive.Step.DEMOTE, 4, LEASE));
    assertThat(place().done).containsExactly("Release", "Release");
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
    taken();
    place().nextGuard = GuardState.LOST;
    for (long epoch = 3; epoch < 7; epoch++) {
      bench.told(G, order(Directive.Step.SERVE, epoch, LEASE));
    }

    assertThat(bench.report(G).failed()).isEqualTo(new Epoch(6));
    assertThat(bench.report(G).fitness()).isEqualTo(MemberReport.Fitness.FIT);
  }

  @Test
  void whoIsToldToStandByStopsInOrderWhileItsLeaseLasts() {
    bench.serve(G);
    bench.told(G, order(Directive.Step.STAND_BY, 4, null));

    assertThat(place().done)
        .endsWith(
            "SERVING", "DEMOTING", "StopPart", "CLEARING", "Clear", "CLEANUP", "IDLE", "Release");
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

    declared(spec(G), 2, order(Directive.Step.SERVE, 3, LEASE));

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
    taken();
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
    taken();
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
    declared(
        spec(G, Examples.service("s"), Examples.service("t")),
        1,
        order(Directive.Step.STAND_BY, 0, null));
    place().others = List.of(PartView.State.BUSY);
    place().whenStarted = PartView.State.BUSY;
    Order serve = order(Directive.Step.SERVE, 3, LEASE);
    told(serve);
    for (int second = 1; second <= 94; second++) {
      if (second == 60) {
        place().part = PartView.State.UP;
      }
      bench.passes(SECOND);
      told(serve);
    }
    assertThat(stage()).isEqualTo(Stage.PROMOTING);

    bench.passes(SECOND);
    told(serve);
    assertThat(bench.report(G).failed()).isEqualTo(E3);
  }

  /** The leader says this of the group, whose declaration the node has. */
  private void told(Order order) {
    bench.agent.answered(
        bench.now, bench.answer(bench.beat(1), 1, Map.of(G, order), new TreeMap<>()));
    bench.advance();
  }

  @Test
  void whatIsServedIsServedForAsLongAsItMay() {
    bench.serve(G);
    waits(200);

    assertThat(stage()).isEqualTo(Stage.SERVING);
  }

  @Test
  void aReleaseThatTheRulesAskForAgainIsMadeOnce() {
    AgentBench insistent =
        new AgentBench(
            new AgentRules(
                LeaseHolder::new,
                (state, inputs) -> new ServingStep(state, List.of(new Effect.Release(E3)))));
    insistent.told(G, Directive.Step.STAND_BY);
    insistent.told(G, Directive.Step.STAND_BY);

    assertThat(insistent.group(G).broken()).isNull();
    assertThat(insistent.place(G).done).containsExactly("Release");
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
  void nothingIsLeftOfALeaseOfWhatIsNotServed() {
    bench.told(G, Directive.Step.STAND_BY);
    assertThat(bench.group(G).leaseLeft(bench.now)).isNull();
    assertThat(bench.group(G).deadline()).isNull();

    bench.serve(G);
    assertThat(bench.group(G).leaseLeft(bench.now.plus(SECOND)))
        .isEqualTo(LEASE.lease().minus(SECOND));
    assertThat(bench.group(G).name()).isEqualTo(G);
  }
}

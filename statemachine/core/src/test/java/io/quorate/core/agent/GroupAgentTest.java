package io.quorate.core.agent;

import static io.quorate.core.agent.AgentBench.A;
import static io.quorate.core.agent.AgentBench.G;
import static io.quorate.core.agent.AgentBench.LEASE;
import static io.quorate.core.agent.AgentBench.order;
import static io.quorate.core.agent.AgentBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How one group goes from order to order. */
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

  /** Served on by order, from an earlier run of the agent. */
  private GroupAgent adoptedAndServed() {
    GroupAgent group = bench.taken(G);
    place().guard = GuardState.ALIVE;
    place().part = PartView.State.UP;
    group.adopt(E3);
    bench.serve(G);
    return group;
  }

  @Test
  void whileNothingIsHereADeclarationIsTakenUpAtOnce() {
    Order standBy = order(Directive.Step.STAND_BY, 0, null);
    bench.declared(spec(G), 1, standBy);
    bench.declared(spec(G), 2, standBy);

    assertThat(place().equipped).containsExactly(new Revision(1), new Revision(2));
    assertThat(bench.report(G).revision()).isEqualTo(new Revision(2));
  }

  @Test
  void whatIsServedIsOfTheDeclarationItBeganWithUntilTheNextStart() {
    Order serve = order(Directive.Step.SERVE, 3, LEASE);
    bench.declared(spec(G), 1, serve);
    GroupSpec next = spec(G, Examples.service("another"));
    bench.declared(next, 2, serve);
    bench.declared(next, 2, order(Directive.Step.DEMOTE, 3, LEASE));

    assertThat(place().equipped).containsExactly(new Revision(1), new Revision(1));
    assertThat(place().watched).as("checks and policy hold at once").isEqualTo(next);
    assertThat(place().acts).last().extracting(Act::served).isEqualTo(spec(G));

    bench.declared(next, 2, order(Directive.Step.SERVE, 4, LEASE));
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
            "FAILBACK: home again",
            "software differs");
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
                started.ending(),
                role));
    assertThat(bench.group(G).order()).isEqualTo(order);
    assertThat(place().held).isEqualTo("1 software differs");
  }

  @Test
  void whatIsNoMatterOfAnyOrderIsDoneWithoutOne() {
    GroupAgent group = bench.taken(G);
    place().part = PartView.State.UP;
    group.adopt(E3);
    place().guard = GuardState.LOST;
    bench.advance();

    Act cleared = place().acts.get(0);
    assertThat(cleared.role()).isNull();
    assertThat(cleared.deadline()).isNull();
    assertThat(cleared.fenceDelay()).isEqualTo(spec(G).timing().fenceDelay());
  }

  @Test
  void aServiceThatItsGuardKeptIsServedOn() {
    adoptedAndServed();

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
    bench.declared(spec(G, Examples.hook("address", SECOND)), 1, serve);
    place().whenQuiesced = PartView.State.BUSY;
    Order quiesce = order(Directive.Step.QUIESCE, 3, LEASE);
    bench.ordered(G, quiesce);
    assertThat(stage()).isEqualTo(Stage.QUIESCING);
    assertThat(place().watch).isEqualTo(Workplace.Watch.SERVING);

    bench.ordered(G, serve);

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
  void whoIsToldToStandByStopsInOrderWhileItsLeaseLasts() {
    bench.serve(G);
    bench.told(G, order(Directive.Step.STAND_BY, 4, null));

    assertThat(place().done)
        .endsWith(
            "SERVING", "DEMOTING", "StopPart", "CLEARING", "Clear", "CLEANUP", "IDLE", "Release");
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

  @Test
  void nothingIsLeftOfALeaseOfWhatIsNotServed() {
    bench.told(G, Directive.Step.STAND_BY);
    assertThat(bench.group(G).deadline()).isNull();

    bench.serve(G);
    assertThat(bench.group(G).deadline()).isEqualTo(bench.now.plus(LEASE.lease()));
    assertThat(bench.group(G).name()).isEqualTo(G);
  }

  @Test
  void aServiceThatIsDownForAMomentIsNews() {
    GroupAgent group = adoptedAndServed();
    assertThat(group.advance(bench.now)).as("nothing has changed").isFalse();

    place().whenStarted = PartView.State.BUSY;
    place().part = PartView.State.FAILED;
    assertThat(group.advance(bench.now)).as("it is down").isTrue();
    assertThat(group.report().state()).isEqualTo(MemberState.INTERRUPTED);
    assertThat(group.advance(bench.now)).as("it is down still").isFalse();

    place().part = PartView.State.UP;
    group.advance(bench.now);
    assertThat(group.report().state()).isEqualTo(MemberState.ACTIVE);
    place().part = PartView.State.FAILED;
    assertThat(group.advance(bench.now)).as("it is down again").isTrue();
  }
}

package io.quorate.core.agent;

import static io.quorate.core.agent.AgentBench.A;
import static io.quorate.core.agent.AgentBench.B;
import static io.quorate.core.agent.AgentBench.G;
import static io.quorate.core.agent.AgentBench.H;
import static io.quorate.core.agent.AgentBench.LEASE;
import static io.quorate.core.agent.AgentBench.RUN;
import static io.quorate.core.agent.AgentBench.order;
import static io.quorate.core.agent.AgentBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a node says in its heartbeats, and how it takes the answers. */
final class NodeAgentTest {
  private final AgentBench bench = new AgentBench();
  private final NodeAgent agent = bench.agent;

  private Stage stage(GroupId name) {
    return bench.group(name).state().stage();
  }

  @Test
  void servesWhatItIsToldTo() {
    bench.serve(G);

    assertThat(stage(G)).isEqualTo(Stage.SERVING);
    assertThat(bench.place(G).done)
        .containsExactly("PROMOTING", "LaunchGuard", "StartPart", "SERVING");
    assertThat(bench.report(G).state()).isEqualTo(MemberState.ACTIVE);
    assertThat(agent.order(G)).isEqualTo(order(Directive.Step.SERVE, 3, LEASE));
    assertThat(agent.order(H)).isNull();
  }

  @Test
  void aHeartbeatNamesItsRunItsOrderAndWhatTheNodeKnows() {
    Heartbeat first = bench.beat(1);
    agent.stay(Heartbeat.Stay.LEAVES);
    bench.serve(G);
    Heartbeat later = bench.beat(1);

    assertThat(first.id()).isEqualTo(new HeartbeatId(A, RUN, 1));
    assertThat(first.stay()).isEqualTo(Heartbeat.Stay.STAYS);
    assertThat(first.levels()).isEqualTo(FeatureLevels.SUPPORTED);
    assertThat(first.told()).isEqualTo(ToldMark.NONE);
    assertThat(later.id()).isEqualTo(new HeartbeatId(A, RUN, 3));
    assertThat(later.stay()).isEqualTo(Heartbeat.Stay.LEAVES);
    assertThat(later.told()).isEqualTo(new ToldMark(new Term(1), 1));
  }

  @Test
  void reportsAsOftenAsTheLeaderWantsAndNotMoreOftenThanItCan() {
    assertThat(agent.period()).as("before any answer").isEqualTo(Duration.ofMillis(250));
    for (long wanted : new long[] {200, 20, 19, 0}) {
      Heartbeat beat = bench.beat(1);
      HeartbeatAnswer plain = bench.answer(beat, 1, Map.of());
      agent.answered(
          bench.now,
          new HeartbeatAnswer(
              plain.to(),
              plain.leader(),
              plain.term(),
              plain.orders(),
              plain.specs(),
              plain.heard(),
              Duration.ofMillis(wanted)));

      assertThat(agent.period()).isEqualTo(Duration.ofMillis(Math.max(20, wanted)));
    }
  }

  @Test
  void whatWasNotSaidAgainExtendsTheLease() {
    bench.serve(G);
    bench.serve(G);
    bench.passes(Duration.ofMillis(500));
    Heartbeat next = bench.beat(1);

    agent.answered(bench.now, bench.nothingNew(next, 1));

    assertThat(bench.place(G).extended).isEqualTo(bench.now.plus(LEASE.lease()));
    assertThat(next.reports().present()).as("nothing changed since it was heard").isEmpty();
  }

  @Test
  void anOvertakenAnswerChangesNothing() {
    Heartbeat early = bench.beat(1);
    bench.serve(G);

    bench.answered(early, 1, Map.of(G, order(Directive.Step.STAND_BY, 2, null)));

    assertThat(stage(G)).isEqualTo(Stage.SERVING);
  }

  @Test
  void anAnswerIsTakenOnce() {
    Heartbeat beat = bench.beat(1);
    bench.answered(beat, 1, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)));

    bench.answered(beat, 1, Map.of(G, order(Directive.Step.STAND_BY, 2, null)));

    assertThat(stage(G)).isEqualTo(Stage.SERVING);
  }

  @Test
  void anAnswerOfAnEarlierLeaderChangesNothing() {
    bench.answered(bench.beat(2), 2, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)));

    bench.answered(bench.beat(2), 1, Map.of(G, order(Directive.Step.STAND_BY, 2, null)));

    assertThat(stage(G)).isEqualTo(Stage.SERVING);
  }

  @Test
  void anAnswerToWhatThisRunNeverSentChangesNothing() {
    Heartbeat sent = bench.beat(1);
    for (HeartbeatId other :
        new HeartbeatId[] {
          new HeartbeatId(A, RUN - 1, 1), new HeartbeatId(B, RUN, 1), new HeartbeatId(A, RUN, 2)
        }) {
      Heartbeat never =
          new Heartbeat(
              other, sent.term(), sent.stay(), sent.levels(), sent.reports(), sent.told());

      bench.answered(never, 1, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)));

      assertThat(agent.groups()).as("after %s", other).isEmpty();
    }
    bench.answered(sent, 1, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)));
    assertThat(stage(G)).isEqualTo(Stage.SERVING);
  }

  @Test
  void aPictureThatDoesNotFollowOnItsOwnIsNotTaken() {
    Heartbeat beat = bench.beat(1);
    SortedMap<GroupId, Order> orders = new TreeMap<>();
    orders.put(G, order(Directive.Step.SERVE, 3, LEASE));
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    specs.put(G, spec(G));
    NodeAgent.Following following =
        agent.answered(
            bench.now,
            new HeartbeatAnswer(
                beat.id(),
                B,
                new Term(1),
                new Changes<>(new Span(4, 5), orders, new TreeSet<>()),
                specs,
                Span.WHOLE,
                Duration.ofMillis(200)));

    assertThat(following).isEqualTo(NodeAgent.Following.NOTHING);
    assertThat(agent.groups()).isEmpty();
    assertThat(bench.beat(1).told().number()).isEqualTo(Span.WHOLE);
  }

  @Test
  void changesOfANewLeaderAreNoneOfAnEarlierPicture() {
    bench.serve(G);
    Heartbeat next = bench.beat(2);

    agent.answered(bench.now, bench.nothingNew(next, 2));

    assertThat(bench.beat(2).told().number()).as("it wants the whole").isEqualTo(Span.WHOLE);
  }

  @Test
  void aWholePictureSaysOfEveryGroupWhetherItIsThisNodes() {
    bench.answered(
        bench.beat(1),
        1,
        Map.of(G, order(Directive.Step.SERVE, 3, LEASE), H, order(Directive.Step.SERVE, 3, LEASE)));
    bench.answered(bench.beat(2), 2, Map.of(H, order(Directive.Step.SERVE, 3, LEASE)));

    assertThat(agent.groups()).containsOnlyKeys(H);
  }

  @Test
  void changesSayNothingOfGroupsThatTheyDoNotName() {
    bench.serve(G);
    bench.serve(G);
    agent.answered(bench.now, bench.nothingNew(bench.beat(1), 1));
    bench.advance();

    assertThat(stage(G)).isEqualTo(Stage.SERVING);
  }

  @Test
  void anOrderWithoutALeaseExtendsNone() {
    bench.serve(G);
    ClockReading end = bench.group(G).deadline();
    bench.ordered(G, order(Directive.Step.SERVE, 3, null));
    Duration left = agent.shortestLease(bench.now);
    bench.passes(Duration.ofMillis(100));
    agent.answered(bench.now, bench.nothingNew(bench.beat(1), 1));

    assertThat(left).as("no answer makes it longer").isNull();
    assertThat(bench.group(G).deadline()).isNotNull().isEqualTo(end);
    assertThat(agent.extendedFrom()).as("those of others are").isEqualTo(bench.now);
  }

  @Test
  void aLeaderThatLostThePictureIsToldAtOnce() {
    Heartbeat beat = bench.beat(1);
    HeartbeatAnswer plain = bench.answer(beat, 1, Map.of());
    HeartbeatAnswer lost =
        new HeartbeatAnswer(
            plain.to(),
            plain.leader(),
            plain.term(),
            plain.orders(),
            plain.specs(),
            Span.WHOLE,
            plain.period());

    assertThat(agent.answered(bench.now, lost)).isEqualTo(NodeAgent.Following.REPORT);
    HeartbeatAnswer heard = bench.answer(bench.beat(1), 1, Map.of());
    assertThat(agent.answered(bench.now, heard)).isEqualTo(NodeAgent.Following.NOTHING);
  }

  @Test
  void aDeclarationWithoutAnOrderIsOfNoUse() {
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    specs.put(H, spec(H));

    agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(), specs));

    assertThat(agent.groups()).isEmpty();
  }

  @Test
  void aWitnessWorksOnNoGroup() {
    NodeAgent witness = new NodeAgent(A, RUN, AgentRules.PROTOCOL, spec -> null);

    assertThat(witness.take(spec(G), new Revision(1))).isNull();
    assertThat(witness.groups()).isEmpty();
  }

  @Test
  void aGroupThatIsNotNamedAnyMoreIsLeftAndForgotten() {
    bench.serve(G);
    bench.answered(bench.beat(1), 1, Map.of());

    assertThat(bench.place(G).done).endsWith("Release", "closed");
    assertThat(bench.place(G).acts)
        .last()
        .extracting(Act::reason)
        .isEqualTo("this node is no member any more");
    assertThat(agent.groups()).isEmpty();
    assertThat(bench.beat(1).reports().gone()).containsExactly(G);
  }

  @Test
  void aGroupThatIsNotNamedAnyMoreIsKeptUntilItIsStopped() {
    bench.serve(G);
    bench.place(G).whenStopped = PartView.State.BUSY;
    bench.answered(bench.beat(1), 1, Map.of());
    assertThat(stage(G)).isEqualTo(Stage.DEMOTING);

    bench.place(G).part = PartView.State.DOWN;
    bench.advance();
    assertThat(agent.groups()).isEmpty();
  }

  @Test
  void aGroupOfAnEarlierRunIsKeptUntilALeaderHasSpoken() {
    agent.take(spec(G), new Revision(1));
    bench.advance();
    assertThat(agent.groups()).containsKey(G);

    bench.answered(bench.beat(1), 1, Map.of());
    assertThat(agent.groups()).isEmpty();
  }

  @Test
  void atEachTurnOnlyWhatIsNotAtRestIsWorkedOn() {
    bench.answered(
        bench.beat(1),
        1,
        Map.of(
            G, order(Directive.Step.SERVE, 3, LEASE), H, order(Directive.Step.STAND_BY, 1, null)));
    int looksAtG = bench.place(G).looks;
    int looksAtH = bench.place(H).looks;

    agent.advance(NodeAgent.Turn.BUSY, bench.now);

    assertThat(bench.place(G).looks).isEqualTo(looksAtG + 1);
    assertThat(bench.place(H).looks).isEqualTo(looksAtH);
    assertThat(agent.busy()).containsExactly(bench.group(G));
  }

  @Test
  void whatChangedInOneGroupIsNewsWhateverTheNextOneDoes() {
    agent.answered(
        bench.now,
        bench.answer(
            bench.beat(1),
            1,
            Map.of(
                G,
                order(Directive.Step.SERVE, 3, LEASE),
                H,
                order(Directive.Step.STAND_BY, 1, null))));

    assertThat(bench.advance()).isTrue();
    assertThat(bench.advance()).as("nothing has changed since").isFalse();
  }

  @Test
  void aNodeThatStopsFollowsNoOrderAnyMore() {
    bench.serve(G);
    agent.stopServing();
    bench.advance();
    assertThat(bench.place(G).acts)
        .last()
        .extracting(Act::reason)
        .isEqualTo("the node is stopping");

    bench.told(G, order(Directive.Step.SERVE, 4, LEASE));

    assertThat(stage(G)).isEqualTo(Stage.IDLE);
    assertThat(bench.place(G).equipped).as("and takes no declaration").hasSize(2);
  }

  @Test
  void aNodeThatStopsLeavesAPausedGroupUnderItsGuard() {
    Order order = order(Directive.Step.SERVE, 3, LEASE);
    bench.told(
        G,
        new Order(
            order.directive(),
            order.lease(),
            order.revision(),
            order.role(),
            Order.Automation.PAUSED,
            "",
            ""));

    agent.stopServing();
    bench.advance();

    assertThat(stage(G)).isEqualTo(Stage.SERVING);
  }

  @Test
  void aNodeThatStopsEndsAlsoWhatNoLeaderHasSpokenOf() {
    agent.take(spec(G), new Revision(1));
    bench.place(G).guard = GuardState.ALIVE;
    bench.group(G).adopt(new Epoch(3));

    agent.stopServing();
    bench.advance();

    assertThat(bench.place(G).done).contains("Clear");
  }

  @Test
  void theShortestLeaseIsOfWhatIsServed() {
    assertThat(agent.shortestLease(bench.now)).isNull();
    Duration shorter = Duration.ofSeconds(1);
    Order brief = order(Directive.Step.SERVE, 5, new LeaseTerms(shorter, LEASE.fenceDelay()));
    Order usual = order(Directive.Step.SERVE, 3, LEASE);
    bench.answered(bench.beat(1), 1, Map.of(G, brief, H, usual));

    assertThat(agent.shortestLease(bench.now)).isEqualTo(shorter);
    assertThat(agent.shortestLease(bench.now.plus(shorter)))
        .as("one that is over is none")
        .isEqualTo(LEASE.lease().minus(shorter));
    assertThat(bench.group(G).deadline()).isEqualTo(bench.now.plus(shorter));
  }

  @Test
  void theShortestLeaseMayBeThatOfAnyGroup() {
    Duration shorter = Duration.ofSeconds(1);
    Order brief = order(Directive.Step.SERVE, 5, new LeaseTerms(shorter, LEASE.fenceDelay()));
    Order usual = order(Directive.Step.SERVE, 3, LEASE);
    bench.answered(bench.beat(1), 1, Map.of(G, usual, H, brief));
    assertThat(agent.shortestLease(bench.now)).isEqualTo(shorter);

    bench.told(G, order(Directive.Step.STAND_BY, 4, null));
    assertThat(agent.shortestLease(bench.now)).isNull();
    assertThat(bench.group(G).report().released()).isEqualTo(new Epoch(3));
  }

  @Test
  void theFaultOfOneGroupEndsNoOther() {
    bench.serve(G, H);
    bench.place(G).throwing = true;

    assertThat(bench.advance()).as("a fault is news").isTrue();

    assertThat(bench.group(G).broken()).contains("a fault of this group");
    assertThat(bench.report(G).state()).isEqualTo(MemberState.FAILED);
    assertThat(bench.place(G).done).endsWith("SERVING", "Clear");
    assertThat(stage(H)).isEqualTo(Stage.SERVING);
    assertThat(bench.report(H).state()).isEqualTo(MemberState.ACTIVE);
  }
}

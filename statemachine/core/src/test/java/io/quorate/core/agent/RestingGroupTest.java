package io.quorate.core.agent;

import static io.quorate.core.agent.AgentBench.G;
import static io.quorate.core.agent.AgentBench.LEASE;
import static io.quorate.core.agent.AgentBench.order;
import static io.quorate.core.agent.AgentBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A standby of which nothing here changes by itself is worked on when something comes, at once. */
final class RestingGroupTest {
  private static final Order STAND_BY = order(Directive.Step.STAND_BY, 2, null);

  private final AgentBench bench = new AgentBench();

  @BeforeEach
  void standsBy() {
    bench.taken(G);
    bench.place(G).still = true;
    bench.agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(G, STAND_BY), none()));
    bench.advance();
    bench.agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(G, STAND_BY), none()));
    bench.advance();
  }

  private static SortedMap<GroupId, GroupSpec> none() {
    return new TreeMap<>();
  }

  private int looks() {
    int before = bench.place(G).looks;
    bench.agent.advance(NodeAgent.Turn.BUSY, bench.now);
    return bench.place(G).looks - before;
  }

  private SortedMap<GroupId, MemberReport> reported() {
    return bench.beat(1).reports().present();
  }

  private void confirmed() {
    bench.agent.answered(bench.now, bench.nothingNew(bench.beat(1), 1));
  }

  @Test
  void isLeftAlone() {
    assertThat(looks()).isZero();
    assertThat(bench.agent.advance(NodeAgent.Turn.ALL, bench.now)).isFalse();
    assertThat(reported()).isEmpty();
  }

  @Test
  void isWorkedOnAtOnceWhenItIsTakenAndReportsBeforeThat() {
    AgentBench fresh = new AgentBench();
    fresh.taken(G);

    assertThat(fresh.beat(1).reports().present()).containsKey(G);
    fresh.agent.advance(NodeAgent.Turn.BUSY, fresh.now);
    assertThat(fresh.place(G).looks).isOne();
  }

  @Test
  void theSameOrderAgainIsNothingNew() {
    bench.agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(G, STAND_BY), none()));

    assertThat(looks()).isZero();
  }

  @Test
  void anotherOrderIsFollowedAtOnce() {
    Order serve = order(Directive.Step.SERVE, 3, LEASE);
    bench.agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(G, serve), none()));

    assertThat(looks()).isOne();
    assertThat(bench.group(G).state().stage()).isEqualTo(Stage.SERVING);
  }

  @Test
  void aDeclarationIsTakenUpAndToldAtOnce() {
    confirmed();
    SortedMap<GroupId, GroupSpec> specs = none();
    specs.put(G, spec(G, Examples.service("other")));
    Order next =
        new Order(
            STAND_BY.directive(),
            STAND_BY.lease(),
            new Revision(2),
            STAND_BY.role(),
            STAND_BY.automation(),
            STAND_BY.cause(),
            STAND_BY.held());
    bench.agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(G, next), specs));

    MemberReport report = Objects.requireNonNull(reported().get(G), "it is told");
    assertThat(report.revision()).isEqualTo(new Revision(2));
    assertThat(looks()).isOne();
  }

  @Test
  void aDeclarationIsTakenUpAtOnceAlsoUnderTheSameOrder() {
    SortedMap<GroupId, GroupSpec> specs = none();
    specs.put(G, spec(G, Examples.service("other")));
    bench.agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(G, STAND_BY), specs));

    assertThat(looks()).isOne();
  }

  @Test
  void whatBecomesKnownOfAGroupThatIsNotHereIsOfNoUse() {
    bench.agent.stirred(AgentBench.H);

    assertThat(looks()).isZero();
  }

  @Test
  void whatCannotSayWhetherItIsAtRestIsNot() {
    bench.place(G).throwingWhenStill = true;
    bench.agent.stirred(G);
    looks();
    int before = bench.place(G).looks;
    bench.agent.advance(NodeAgent.Turn.ALL, bench.now);

    assertThat(bench.place(G).looks).isEqualTo(before + 1);
  }

  @Test
  void whatFailedIsTriedAgainInTheTurnInWhichItsRestIsOver() {
    bench.place(G).throwing = true;
    bench.agent.stirred(G);
    looks();
    bench.place(G).throwing = false;
    bench.passes(Duration.ofMillis(29_950));
    bench.agent.advance(NodeAgent.Turn.BUSY, bench.now);
    assertThat(bench.group(G).broken()).isNotNull();
    bench.passes(Duration.ofMillis(50));
    bench.agent.advance(NodeAgent.Turn.BUSY, bench.now);

    assertThat(bench.group(G).broken()).isNull();
  }

  @Test
  void whatIsNoneOfThisNodesAnyMoreIsLeftAtOnce() {
    bench.agent.answered(bench.now, bench.answer(bench.beat(1), 1, Map.of(), none()));

    assertThat(looks()).isOne();
    assertThat(bench.agent.groups()).isEmpty();
  }

  @Test
  void whatAnEarlierRunLeftIsWorkedOnAtOnce() {
    bench.group(G).adopt(new Epoch(1));
    assertThat(looks()).isOne();

    AgentBench other = new AgentBench();
    other.taken(G);
    other.place(G).still = true;
    other.advance();
    other.group(G).cleanUp(new Epoch(1));
    other.agent.advance(NodeAgent.Turn.BUSY, other.now);
    assertThat(other.place(G).looks).isEqualTo(2);
  }

  @Test
  void whatIsBeingPromotedIsNotAtRest() {
    bench.place(G).whenStarted = PartView.State.BUSY;
    bench.agent.answered(
        bench.now,
        bench.answer(bench.beat(1), 1, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)), none()));
    bench.agent.advance(NodeAgent.Turn.BUSY, bench.now);
    assertThat(bench.group(G).state().stage()).isEqualTo(Stage.PROMOTING);

    assertThat(looks()).as("in every turn").isOne();
  }

  @Test
  void whatFailedIsLookedAtInEveryTurnUntilItIsTriedAgain() {
    bench.place(G).throwing = true;
    bench.agent.stirred(G);
    looks();
    assertThat(bench.group(G).broken()).contains("a fault of this group");
    bench.place(G).throwing = false;
    bench.passes(Duration.ofSeconds(29));
    bench.agent.advance(NodeAgent.Turn.BUSY, bench.now);
    assertThat(bench.group(G).broken()).isNotNull();
    bench.passes(Duration.ofSeconds(1));
    bench.agent.advance(NodeAgent.Turn.BUSY, bench.now);

    assertThat(bench.group(G).broken()).isNull();
  }

  @Test
  void theFirstFaultIsToldThoughLookingFailsToo() {
    bench.place(G).throwingWhenObserved = true;
    assertThat(bench.group(G).report().cause())
        .isEqualTo(
            "an error in this program: java.lang.IllegalStateException: a fault of this group's"
                + " eyes");
    bench.place(G).throwing = true;
    bench.agent.stirred(G);
    looks();

    MemberReport report = bench.group(G).report();
    assertThat(report.cause()).endsWith("a fault of this group");
    assertThat(report.state()).isEqualTo(MemberState.FAILED);
  }
}

package io.quorate.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.Order;
import io.quorate.core.session.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a node takes answers, and that one group's fault is no other's. */
final class NodeAgentTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final GroupId G = new GroupId("g");
  private static final GroupId H = new GroupId("h");
  private static final LeaseTerms LEASE =
      new LeaseTerms(Duration.ofSeconds(2), Duration.ofMillis(300));

  private final Map<GroupId, FakePlace> places = new TreeMap<>();
  private final NodeAgent agent =
      new NodeAgent(
          A,
          7,
          AgentRules.PROTOCOL,
          spec -> places.computeIfAbsent(spec.name(), name -> new FakePlace()));
  private ClockReading now = new ClockReading(0, 0, 1_700_000_000_000L);
  private long number;

  private static GroupSpec spec(GroupId name) {
    return new GroupSpec(
        name,
        List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
        TimingProfile.LAN.timing(),
        FailoverPolicy.DEFAULT,
        List.of(Examples.service("s")),
        List.of());
  }

  private static Order order(Directive.Step step, long epoch, @Nullable LeaseTerms lease) {
    return new Order(
        new Directive(step, new Epoch(epoch)),
        lease,
        new Revision(1),
        new Order.Holding(Phase.ACTIVE, A, List.of()),
        Order.Automation.RUNNING,
        "");
  }

  private Heartbeat beat(long term) {
    return agent.beat(new Term(term));
  }

  private HeartbeatAnswer answer(Heartbeat to, long term, Map<GroupId, Order> orders) {
    number++;
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    orders.keySet().forEach(name -> specs.put(name, spec(name)));
    return new HeartbeatAnswer(
        to.id(),
        B,
        new Term(term),
        new Changes<>(new Span(Span.WHOLE, number), new TreeMap<>(orders), new TreeSet<>()),
        specs,
        to.reports().span().number(),
        Duration.ofMillis(200));
  }

  private void answered(Heartbeat to, long term, Map<GroupId, Order> orders) {
    agent.answered(now, answer(to, term, orders));
    agent.advance(NodeAgent.Turn.ALL, now);
  }

  private GroupAgent group(GroupId name) {
    return Objects.requireNonNull(agent.groups().get(name));
  }

  private FakePlace place(GroupId name) {
    return Objects.requireNonNull(places.get(name));
  }

  private MemberReport report(GroupId name) {
    beat(1);
    return Objects.requireNonNull(
        agent.beat(new Term(99)).reports().present().get(name), "a new leader is told all");
  }

  private void serve(GroupId... names) {
    Map<GroupId, Order> orders = new TreeMap<>();
    for (GroupId name : names) {
      orders.put(name, order(Directive.Step.SERVE, 3, LEASE));
    }
    answered(beat(1), 1, orders);
  }

  @Test
  void servesWhatItIsToldTo() {
    serve(G);

    assertThat(group(G).state().stage()).isEqualTo(Stage.SERVING);
    assertThat(place(G).done).containsExactly("PROMOTING", "LaunchGuard", "StartPart", "SERVING");
    assertThat(report(G).state()).isEqualTo(MemberState.ACTIVE);
  }

  @Test
  void whatWasNotSaidAgainExtendsTheLease() {
    serve(G);
    serve(G);
    now = now.plus(Duration.ofMillis(500));
    Heartbeat next = beat(1);
    HeartbeatAnswer nothingNew =
        new HeartbeatAnswer(
            next.id(),
            B,
            new Term(1),
            new Changes<>(new Span(number, number), new TreeMap<>(), new TreeSet<>()),
            new TreeMap<>(),
            next.reports().span().number(),
            Duration.ofMillis(200));

    agent.answered(now, nothingNew);

    assertThat(place(G).extended).isEqualTo(now.plus(LEASE.lease()));
    assertThat(next.reports().present()).as("nothing changed since it was heard").isEmpty();
  }

  @Test
  void anOvertakenAnswerChangesNothing() {
    Heartbeat early = beat(1);
    serve(G);

    answered(early, 1, Map.of(G, order(Directive.Step.STAND_BY, 2, null)));

    assertThat(group(G).state().stage()).isEqualTo(Stage.SERVING);
  }

  @Test
  void anAnswerOfAnEarlierLeaderChangesNothing() {
    answered(beat(2), 2, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)));

    answered(beat(2), 1, Map.of(G, order(Directive.Step.STAND_BY, 2, null)));

    assertThat(group(G).state().stage()).isEqualTo(Stage.SERVING);
  }

  @Test
  void anAnswerToAnotherRunChangesNothing() {
    Heartbeat beat = beat(1);
    NodeAgent before = new NodeAgent(A, 6, AgentRules.PROTOCOL, spec -> new FakePlace());
    before.beat(new Term(1));

    before.answered(now, answer(beat, 1, Map.of(G, order(Directive.Step.SERVE, 3, LEASE))));

    assertThat(before.groups()).isEmpty();
  }

  @Test
  void aPictureThatDoesNotFollowOnItsOwnIsNotTaken() {
    Heartbeat beat = beat(1);
    SortedMap<GroupId, Order> orders = new TreeMap<>();
    orders.put(G, order(Directive.Step.SERVE, 3, LEASE));
    SortedMap<GroupId, GroupSpec> specs = new TreeMap<>();
    specs.put(G, spec(G));
    agent.answered(
        now,
        new HeartbeatAnswer(
            beat.id(),
            B,
            new Term(1),
            new Changes<>(new Span(4, 5), orders, new TreeSet<>()),
            specs,
            1,
            Duration.ofMillis(200)));

    assertThat(agent.groups()).isEmpty();
    assertThat(beat(1).told().number()).isEqualTo(Span.WHOLE);
  }

  @Test
  void aLeaderThatLostThePictureIsToldAtOnce() {
    Heartbeat beat = beat(1);
    HeartbeatAnswer plain = answer(beat, 1, Map.of());
    HeartbeatAnswer lost =
        new HeartbeatAnswer(
            plain.to(),
            plain.leader(),
            plain.term(),
            plain.orders(),
            plain.specs(),
            Span.WHOLE,
            plain.period());

    assertThat(agent.answered(now, lost)).isEqualTo(NodeAgent.Following.REPORT);
  }

  @Test
  void aGroupThatIsNotNamedAnyMoreIsLeftAndForgotten() {
    serve(G);
    answered(beat(1), 1, Map.of());

    assertThat(place(G).done).endsWith("Release", "closed");
    assertThat(agent.groups()).isEmpty();
    assertThat(beat(1).reports().gone()).containsExactly(G);
  }

  @Test
  void theFaultOfOneGroupEndsNoOther() {
    serve(G, H);
    place(G).throwing = true;

    agent.advance(NodeAgent.Turn.ALL, now);

    assertThat(group(G).broken()).contains("a fault of this group");
    assertThat(report(G).state()).isEqualTo(MemberState.FAILED);
    assertThat(report(G).fitness()).isEqualTo(MemberReport.Fitness.UNFIT);
    assertThat(place(G).done).endsWith("SERVING", "Clear");
    assertThat(group(H).state().stage()).isEqualTo(Stage.SERVING);
    assertThat(report(H).state()).isEqualTo(MemberState.ACTIVE);
  }

  @Test
  void aGroupWhoseFaultIsGoneIsGivenBackAndTriedAgainAfterARest() {
    serve(G);
    place(G).throwing = true;
    agent.advance(NodeAgent.Turn.ALL, now);
    place(G).throwing = false;
    now = now.plus(Duration.ofMillis(1_100));
    agent.advance(NodeAgent.Turn.ALL, now);

    assertThat(place(G).done).endsWith("IDLE", "Release");
    assertThat(report(G).failed()).isEqualTo(new Epoch(3));
    now = now.plus(Duration.ofSeconds(31));
    agent.advance(NodeAgent.Turn.ALL, now);
    assertThat(group(G).broken()).isNull();
  }

  @Test
  void aGuardThatDoesNotComeUpMakesThePromotionFail() {
    agent.take(spec(G), new Revision(1));
    place(G).nextGuard = GuardState.LOST;
    place(G).trouble = "no file descriptors";
    serve(G);

    assertThat(place(G).done)
        .containsExactly(
            "PROMOTING", "LaunchGuard", "CLEARING", "Clear", "CLEANUP", "IDLE", "Release");
    assertThat(report(G).failed()).isEqualTo(new Epoch(3));
    assertThat(report(G).released()).isEqualTo(new Epoch(3));
  }

  @Test
  void aGuardThatIsLostAgainAndAgainIsNotStartedForEver() {
    serve(G);
    for (int i = 0; i < 3; i++) {
      place(G).guard = GuardState.LOST;
      agent.advance(NodeAgent.Turn.ALL, now);
      agent.advance(NodeAgent.Turn.ALL, now);
    }

    assertThat(place(G).done.stream().filter("LaunchGuard"::equals)).hasSize(3);
    assertThat(place(G).done).endsWith("Release");
    assertThat(report(G).failed()).isEqualTo(new Epoch(3));
  }

  @Test
  void aPromotionThatTakesForEverEnds() {
    agent.take(spec(G), new Revision(1));
    place(G).nextGuard = GuardState.STARTING;
    serve(G);
    for (int i = 0; i < 120; i++) {
      now = now.plus(Duration.ofSeconds(1));
      answered(beat(1), 1, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)));
    }

    assertThat(report(G).failed()).isEqualTo(new Epoch(3));
    assertThat(report(G).cause()).contains("not serving within");
  }

  @Test
  void aNodeThatStopsFollowsNoOrderAnyMore() {
    serve(G);
    agent.stopServing();
    agent.advance(NodeAgent.Turn.ALL, now);
    answered(beat(1), 1, Map.of(G, order(Directive.Step.SERVE, 3, LEASE)));

    assertThat(agent.groups().values()).allMatch(group -> group.state().stage() == Stage.IDLE);
  }

  private int looks(GroupId name, NodeAgent.Turn turn) {
    int before = place(name).looks;
    agent.advance(turn, now);
    return place(name).looks - before;
  }

  /** Serves a group of which nothing here changes by itself, and has seen it settle. */
  private void serveStill() {
    serve(G);
    place(G).still = true;
    agent.advance(NodeAgent.Turn.ALL, now);
    beat(1);
  }

  @Test
  void whatIsStillIsNotLookedAtInEveryTurn() {
    serveStill();

    assertThat(looks(G, NodeAgent.Turn.BUSY)).isZero();
    assertThat(looks(G, NodeAgent.Turn.ALL)).isZero();
    assertThat(group(G).reportDue()).isFalse();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(looks(G, NodeAgent.Turn.BUSY)).isZero();
    assertThat(looks(G, NodeAgent.Turn.ALL)).isOne();
  }

  @Test
  void whatMayFailByItselfIsLookedAtInEveryTurn() {
    serve(G);
    agent.advance(NodeAgent.Turn.ALL, now);

    assertThat(looks(G, NodeAgent.Turn.BUSY)).isOne();
  }

  @Test
  void whatIsStillIsLeftInTheTurnInWhichItsLeaseIsEnding() {
    serveStill();
    Duration stopBudget = TimingProfile.LAN.timing().stopBudget();
    now = now.plus(LEASE.lease().minus(stopBudget).minusMillis(20));
    looks(G, NodeAgent.Turn.BUSY);
    assertThat(group(G).state().stage()).isEqualTo(Stage.SERVING);
    now = now.plus(Duration.ofMillis(20));

    assertThat(looks(G, NodeAgent.Turn.BUSY)).isOne();
    assertThat(group(G).state().stage()).isNotEqualTo(Stage.SERVING);
  }

  @Test
  void whatIsStillFollowsANewOrderAtOnce() {
    serveStill();
    agent.answered(now, answer(beat(1), 1, Map.of(G, order(Directive.Step.DEMOTE, 3, LEASE))));

    assertThat(looks(G, NodeAgent.Turn.BUSY)).isOne();
    assertThat(group(G).state().stage()).isNotEqualTo(Stage.SERVING);
  }
}

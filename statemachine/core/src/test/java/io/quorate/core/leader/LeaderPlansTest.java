package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.W;
import static io.quorate.core.leader.LeaderBench.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.LevelRange;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.Situation;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.Sweeps;
import io.quorate.core.session.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a leader looks at a group, what it proposes, and what follows when entries are applied. */
final class LeaderPlansTest {
  private static final Duration TURN = Duration.ofMillis(20);
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
  private static final GroupId NEW = new GroupId("new");

  /** Of which groups the planner was asked. */
  private final List<GroupId> looked = new ArrayList<>();

  private List<Command> plan = List.of();
  private final LeaderBench bench =
      new LeaderBench(new LeaderRules(LeaseGrantor::new, this::planned));

  private List<Command> planned(Situation situation) {
    looked.add(situation.group().spec().name());
    return plan;
  }

  private List<LeaderOutput> turn() {
    bench.now = bench.now.plus(TURN);
    return bench.leader.tick(bench.raft(), bench.now);
  }

  /** What is proposed in this time, in the shell's turns. */
  private List<LeaderOutput.Propose> proposed(Duration within) {
    List<LeaderOutput.Propose> proposals = new ArrayList<>();
    for (long left = within.toMillis(); left > 0; left -= TURN.toMillis()) {
      proposals.addAll(only(LeaderOutput.Propose.class, turn()));
    }
    return proposals;
  }

  private static List<Command> commands(List<LeaderOutput.Propose> proposals) {
    return proposals.stream().map(proposal -> proposal.request().command()).toList();
  }

  private List<LeaderOutput> hears(NodeId node, @Nullable MemberState state) {
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    if (state != null) {
      reports.put(G, LeaderBench.report(new Epoch(3), state));
    }
    return bench.arrives(bench.beat(node, TERM, reports));
  }

  private List<LeaderOutput> applied(Event event, GroupId name, @Nullable GroupRecord after) {
    return bench.leader.applied(
        List.of(event), group -> group.equals(name) ? after : null, bench.now);
  }

  private static Event declared(GroupRecord group) {
    return new Event.GroupDeclared(group.spec().name(), group.revision(), group.spec());
  }

  private static Event deleted() {
    return new Event.GroupDeleted(G, new Epoch(3));
  }

  private static GroupRecord vacant(GroupId name) {
    return LeaderBench.group(name, LeaderBench.role(Phase.VACANT, B, new ClusterTime(0)));
  }

  /** Both members are heard from and answered four times a second for this long. */
  private void heartbeatsGoOn(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 240) {
      hears(B, MemberState.ACTIVE);
      for (LeaderOutput.AskVoters ask :
          only(LeaderOutput.AskVoters.class, hears(A, MemberState.STANDBY))) {
        bench.leader.voterAnswered(ask.round(), Voter.first(B), TERM, bench.raft(), bench.now);
      }
      proposed(Duration.ofMillis(240));
    }
  }

  private static Command.RecordMember note(String cause) {
    return new Command.RecordMember(G, B, MemberState.DEGRADED, cause);
  }

  @Test
  void aNewClusterIsDefinedByOneProposalAtATime() {
    List<NodeRecord> none = List.of();
    List<LeaderOutput> begun =
        bench.leader.begin(
            new KnownCluster(
                FeatureLevel.FIRST, new TreeMap<>(), List.of(), ConfigTimes.NONE, Sweeps.NOTHING),
            bench.raft(),
            bench.now);
    LeaderOutput.Propose first = only(LeaderOutput.Propose.class, begun).get(0);
    assertThat(first.request().command()).isInstanceOf(Command.DefineCluster.class);
    assertThat(proposed(Duration.ofSeconds(1))).as("it is under way").isEmpty();

    bench.leader.proposalEnded(first.id(), ProposalEnd.UNKNOWN);
    assertThat(proposed(HALF_A_SECOND)).hasSize(1);

    applied(new Event.ClusterDefined("c", none), G, null);
    bench.leader.proposalEnded(new ProposalId(2), ProposalEnd.ACCEPTED);
    assertThat(proposed(Duration.ofSeconds(1))).as("it is done").isEmpty();
  }

  @Test
  void heartbeatsThatGoOnComingCostNoLook() {
    bench.begin(bench.heldByB(G));
    heartbeatsGoOn(Duration.ofSeconds(5));
    looked.clear();
    heartbeatsGoOn(Duration.ofSeconds(20));

    assertThat(looked).as("in twenty seconds").isEmpty();
    bench.now = bench.now.plus(LeaderBench.spec(G).timing().lease());
    turn();
    assertThat(looked).as("when they stop").contains(G);
  }

  @Test
  void aGroupWithADeadlineIsLookedAtNowAndThenToo() {
    GroupSpec failsBack = preferring(A, Duration.ofHours(1));
    bench.begin(
        LeaderBench.group(
            failsBack, LeaderBench.role(Phase.ACTIVE, B, bench.leader.time(bench.now))));
    heartbeatsGoOn(Duration.ofSeconds(5));
    looked.clear();
    heartbeatsGoOn(Duration.ofSeconds(20));

    assertThat(looked).as("in twenty seconds").hasSizeBetween(4, 5);
  }

  private static GroupSpec preferring(NodeId node, Duration delay) {
    GroupSpec plain = LeaderBench.spec(G);
    return new GroupSpec(
        G,
        plain.members(),
        plain.timing(),
        plain.failover().withPreferred(node, delay),
        plain.resources(),
        plain.checks());
  }

  @Test
  void whatIsForTheWholeClusterIsLookedAtTwiceASecond() {
    bench.leader.begin(
        new KnownCluster(
            FeatureLevel.FIRST, new TreeMap<>(), List.of(), ConfigTimes.NONE, Sweeps.NOTHING),
        bench.raft(),
        bench.now);
    turn();
    bench.leader.proposalEnded(new ProposalId(1), ProposalEnd.UNKNOWN);

    assertThat(proposed(HALF_A_SECOND.minus(TURN))).isEmpty();
    assertThat(proposed(TURN)).hasSize(1);
  }

  @Test
  void theLevelIsRaisedWhenAllVotersSaidThatTheyCan() {
    bench.begin();
    FeatureLevel second = new FeatureLevel(2);
    for (NodeId node : List.of(A, B, W)) {
      Heartbeat plain = bench.beat(node, TERM, new TreeMap<>());
      bench.arrives(
          new Heartbeat(
              plain.id(),
              TERM,
              plain.stay(),
              new LevelRange(FeatureLevel.FIRST, second),
              plain.reports(),
              plain.told()));
    }

    assertThat(commands(proposed(HALF_A_SECOND)))
        .containsExactly(new Command.RaiseFeatureLevel(second));
  }

  @Test
  void aLeaderThatMayNotActProposesNothing() {
    plan = List.of(note(""));
    bench.begin(bench.heldByB(G));

    assertThat(
            bench.leader.tick(
                LeaderBench.raft(RaftView.Standing.UNSURE, A, B, W), bench.now.plus(TURN)))
        .isEmpty();
    assertThat(commands(proposed(TURN))).containsExactly(note(""));
  }

  @Test
  void aGroupIsLookedAtAtOnceWhenANodeSaysSomethingElseOfIt() {
    bench.begin(bench.heldByB(G));
    hears(B, MemberState.ACTIVE);
    turn();
    looked.clear();
    hears(B, MemberState.ACTIVE);
    turn();
    assertThat(looked).as("nothing has changed").isEmpty();

    hears(B, MemberState.DEGRADED);
    turn();
    assertThat(looked).containsExactly(G);
  }

  @Test
  void aGroupIsLookedAtWhenItsNodeIsConfirmedAgain() {
    bench.begin(bench.heldByB(G));
    hears(B, MemberState.ACTIVE);
    turn();
    proposed(HALF_A_SECOND);
    looked.clear();

    hears(B, MemberState.ACTIVE);
    turn();

    assertThat(looked).containsExactly(G);
  }

  @Test
  void theGroupsOfANodeThatWasRestartedAreLookedAt() {
    bench.begin(bench.heldByB(G));
    hears(B, MemberState.ACTIVE);
    turn();
    looked.clear();

    bench.arrives(bench.inRun(2, bench.beat(B, TERM, new TreeMap<>())));
    turn();

    assertThat(looked).containsExactly(G);
  }

  @Test
  void whatIsUnderWayIsNotProposedTwiceAndLookedAtWhenItHasEnded() {
    plan = List.of(note(""), note("again"));
    bench.begin(bench.heldByB(G));
    List<LeaderOutput.Propose> first = proposed(TURN);
    assertThat(commands(first)).isEqualTo(plan);
    hears(B, MemberState.ACTIVE);
    assertThat(proposed(HALF_A_SECOND)).isEmpty();

    bench.leader.proposalEnded(first.get(0).id(), ProposalEnd.ACCEPTED);
    assertThat(proposed(HALF_A_SECOND)).as("one has not ended").isEmpty();
    bench.leader.proposalEnded(first.get(1).id(), ProposalEnd.UNKNOWN);
    assertThat(commands(proposed(TURN))).isEqualTo(plan);
  }

  @Test
  void whatEndsOfAGroupThatIsGoneLeadsToNothing() {
    plan = List.of(note(""));
    bench.begin(bench.heldByB(G));
    LeaderOutput.Propose underWay = proposed(TURN).get(0);
    applied(deleted(), G, null);
    looked.clear();

    bench.leader.proposalEnded(underWay.id(), ProposalEnd.REJECTED);

    assertThat(proposed(HALF_A_SECOND)).isEmpty();
    assertThat(looked).isEmpty();
  }

  @Test
  void aGroupIsLookedAtWhenItsSilenceOrItsTimerIsOver() {
    bench.begin(vacant(G));
    proposed(Duration.ofMillis(4_980));
    int before = looked.size();
    assertThat(before).as("at first, and when the silence of both has lasted").isEqualTo(2);

    proposed(Duration.ofMillis(60));

    assertThat(looked.size()).as("when the first choice has had its 5 s").isGreaterThan(before);
  }

  @Test
  void whatIsAppliedIsPlannedForAtOnce() {
    bench.begin();
    plan = List.of(note(""));

    List<LeaderOutput> outputs = applied(declared(vacant(NEW)), NEW, vacant(NEW));

    assertThat(commands(only(LeaderOutput.Propose.class, outputs))).isEqualTo(plan);
    assertThat(looked).containsExactly(NEW);
    assertThat(bench.leader.groups()).containsExactly(vacant(NEW));
  }

  @Test
  void whoWasAMemberOrIsOneNowIsNudged() {
    bench.begin(bench.heldByB(G));
    GroupSpec plain = LeaderBench.spec(G);
    GroupRecord moved =
        LeaderBench.group(
            new GroupSpec(
                G,
                List.of(new GroupMember(B, List.of()), new GroupMember(W, List.of())),
                plain.timing(),
                plain.failover(),
                plain.resources(),
                plain.checks()),
            LeaderBench.role(Phase.ACTIVE, B, new ClusterTime(0)));

    List<LeaderOutput> outputs = applied(declared(moved), G, moved);

    assertThat(only(LeaderOutput.Nudge.class, outputs))
        .extracting(LeaderOutput.Nudge::node)
        .containsExactly(A, B, W);
  }

  @Test
  void aGroupThatIsDeletedIsForgottenAndItsNodesAreTold() {
    bench.begin(bench.heldByB(G));
    hears(B, MemberState.ACTIVE);
    turn();
    looked.clear();

    List<LeaderOutput> outputs = applied(deleted(), G, null);
    turn();

    assertThat(only(LeaderOutput.Nudge.class, outputs)).hasSize(2);
    assertThat(looked).isEmpty();
    assertThat(bench.leader.groups()).isEmpty();
    assertThat(bench.leader.situation(G, bench.now)).isNull();
    assertThat(bench.leader.picture().leaseLeft(G, bench.now)).isNull();
    List<LeaderOutput.Answer> answers =
        only(LeaderOutput.Answer.class, hears(B, MemberState.ACTIVE));
    assertThat(answers.get(0).answer().orders().present()).isEmpty();
  }

  @Test
  void aRoleThatWasReleasedIsCountedNoMoreAndItsHolderIsToldToStandBy() {
    bench.begin(bench.heldByB(G));
    hears(B, MemberState.ACTIVE);

    applied(new Event.RoleClosed(G, new Epoch(3), B, Closure.RELEASED, "asked"), G, vacant(G));

    assertThat(bench.leader.picture().leaseLeft(G, bench.now)).isNull();
    List<LeaderOutput.Answer> answers =
        only(LeaderOutput.Answer.class, hears(B, MemberState.STANDBY));
    assertThat(
            Objects.requireNonNull(answers.get(0).answer().orders().present().get(G))
                .role()
                .holder())
        .isNull();
  }

  @Test
  void theWellnessOfAGroupThatWasDeletedIsForgotten() {
    GroupRecord group =
        LeaderBench.group(
            preferring(B, Duration.ofMinutes(1)),
            LeaderBench.role(Phase.ACTIVE, A, new ClusterTime(0)));
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    reports.put(G, LeaderBench.report(Epoch.NONE, MemberState.STANDBY));
    bench.begin(group);
    bench.arrives(bench.beat(B, TERM, reports));
    turn();
    applied(deleted(), G, null);
    turn();
    applied(declared(group), G, group);

    Situation situation = Objects.requireNonNull(bench.leader.situation(G, bench.now));
    assertThat(Objects.requireNonNull(situation.members().get(B)).wellFor()).isZero();
  }

  @Test
  void entriesThatAreAppliedSayThatTheLogMoves() {
    assertThat(givesUp(() -> applied(new Event.ClusterDefined("c", List.of()), G, null))).isFalse();
  }

  @Test
  void soDoProposalsThatAreRefusedWhenTheyAreApplied() {
    assertThat(givesUp(() -> endsAnother(ProposalEnd.REJECTED))).isFalse();
  }

  @Test
  void proposalsThatNeverReachTheLogDoNot() {
    assertThat(givesUp(() -> endsAnother(ProposalEnd.NOT_PROPOSED))).isTrue();
  }

  private void endsAnother(ProposalEnd end) {
    List<LeaderOutput> outputs = bench.leader.propose(new Request(note(""), "ann", null, null));
    bench.leader.proposalEnded(only(LeaderOutput.Propose.class, outputs).get(0).id(), end);
  }

  /** Whether the leader, which hears from b and has a proposal that never ends, gives up in 4 s. */
  private boolean givesUp(Runnable meanwhile) {
    bench.begin();
    bench.leader.propose(new Request(note(""), "ann", null, null));
    List<LeaderOutput> outputs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (i % 10 == 0) {
        hears(B, null);
        meanwhile.run();
      }
      outputs.addAll(turn());
    }
    return !only(LeaderOutput.GiveUp.class, outputs).isEmpty();
  }
}

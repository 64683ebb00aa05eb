package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.Situation;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.session.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a leader gives to those who look, and when it says that there is something to look at. */
class LeaderPictureTest {
  private static final Duration SHORT = Duration.ofMillis(60);

  private final LeaderBench bench = new LeaderBench();
  private final GroupRecord group = bench.heldByB(G);

  LeaderPictureTest() {
    bench.begin(group);
    bench.passes(SHORT);
    bench.leader.takeVisible();
  }

  private Heartbeat serving() {
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    reports.put(G, LeaderBench.report(new Epoch(3), MemberState.ACTIVE));
    return bench.beat(B, TERM, reports);
  }

  private void hears() {
    bench.arrives(bench.beat(A, TERM, new TreeMap<>()));
    bench.arrives(serving());
  }

  @Test
  void aPictureShowsWhatDecisionsRestOn() {
    hears();
    bench.passes(SHORT);

    assertThat(bench.leader.picture().situation(group, bench.now))
        .isEqualTo(bench.leader.situation(G, bench.now));
    assertThat(bench.leader.picture().leaseLeft(G, bench.now)).isPositive();
  }

  @Test
  void aPictureStaysAsItWas() {
    LeaderPicture before = bench.leader.picture();
    Situation unheard = before.situation(group, bench.now);
    hears();
    bench.leader.applied(List.of(), name -> null, bench.now);

    assertThat(before.situation(group, bench.now)).isEqualTo(unheard);
    assertThat(bench.leader.picture().situation(group, bench.now)).isNotEqualTo(unheard);
  }

  @Test
  void whatIsHeardOfAGroupIsVisibleOnce() {
    hears();
    bench.passes(SHORT);
    VisibleChange heard = bench.leader.takeVisible();

    assertThat(heard.groups()).containsExactly(G);
    assertThat(heard.nodes()).isEqualTo(VisibleChange.Nodes.OTHERWISE);
    hears();
    bench.passes(SHORT);
    assertThat(bench.leader.takeVisible().none()).isTrue();
  }

  @Test
  void thatALeaseRanOutIsVisibleAlthoughNothingIsHeard() {
    hears();
    bench.passes(SHORT);
    bench.leader.takeVisible();
    Duration left = Objects.requireNonNull(bench.leader.picture().leaseLeft(G, bench.now));
    bench.now = bench.now.plus(left).plus(Duration.ofMillis(5));
    bench.leader.tick(bench.raft(), bench.now);

    assertThat(bench.leader.takeVisible().groups()).containsExactly(G);
  }

  @Test
  void thatANodeFellSilentIsVisible() {
    hears();
    bench.passes(SHORT);
    bench.leader.takeVisible();
    bench.now = bench.now.plus(LeaderPicture.NODE_SILENCE);
    bench.leader.tick(bench.raft(), bench.now);

    assertThat(bench.leader.takeVisible().nodes()).isEqualTo(VisibleChange.Nodes.OTHERWISE);
    bench.leader.tick(bench.raft(), bench.now);
    assertThat(bench.leader.takeVisible().nodes()).isEqualTo(VisibleChange.Nodes.SAME);
  }

  @Test
  void aPictureShowsALeaseThatIsOverAsTheLeaderSeesIt() {
    hears();
    Duration left = Objects.requireNonNull(bench.leader.picture().leaseLeft(G, bench.now));
    GroupRecord vacant =
        LeaderBench.group(G, LeaderBench.role(Phase.VACANT, B, new ClusterTime(0)));

    assertThat(lease(group, left)).isEqualTo(Situation.LeaseState.MAYBE_ALIVE);
    assertThat(lease(group, left.plusMillis(1))).isEqualTo(Situation.LeaseState.SURELY_OVER);
    assertThat(lease(vacant, left.plusMillis(1))).isEqualTo(Situation.LeaseState.MAYBE_ALIVE);
  }

  private Situation.LeaseState lease(GroupRecord seen, Duration after) {
    return bench.leader.picture().situation(seen, bench.now.plus(after)).lease();
  }

  @Test
  void aPictureShowsForHowLongAPreferredNodeHasBeenWell() {
    GroupSpec plain = LeaderBench.spec(G);
    GroupRecord failsBack =
        LeaderBench.group(
            new GroupSpec(
                G,
                plain.members(),
                plain.timing(),
                plain.failover().withPreferred(A, Duration.ofMinutes(1)),
                plain.resources(),
                plain.checks()),
            LeaderBench.role(Phase.ACTIVE, B, new ClusterTime(0)));
    bench.leader.applied(
        List.of(new Event.GroupDeclared(G, new Revision(3), failsBack.spec())),
        name -> failsBack,
        bench.now);
    SortedMap<GroupId, MemberReport> standby = new TreeMap<>();
    standby.put(G, LeaderBench.report(Epoch.NONE, MemberState.STANDBY));
    bench.arrives(serving());
    for (LeaderOutput.AskVoters ask :
        LeaderBench.only(
            LeaderOutput.AskVoters.class, bench.arrives(bench.beat(A, TERM, standby)))) {
      bench.leader.voterAnswered(ask.round(), Voter.first(B), TERM, bench.raft(), bench.now);
    }
    bench.leader.tick(bench.raft(), bench.now);
    bench.now = bench.now.plus(SHORT);
    Situation shown = bench.leader.picture().situation(failsBack, bench.now);

    assertThat(Objects.requireNonNull(shown.members().get(A)).wellFor()).isEqualTo(SHORT);
    assertThat(Objects.requireNonNull(shown.members().get(B)).wellFor()).isZero();
    assertThat(shown).isEqualTo(bench.leader.situation(G, bench.now));
  }

  @Test
  void thatANodeStopsOrStaysIsVisible() {
    hears();
    bench.leader.takeVisible();
    bench.arrives(bench.leaving(serving()));
    assertThat(bench.leader.takeVisible().nodes()).isEqualTo(VisibleChange.Nodes.OTHERWISE);

    bench.arrives(bench.leaving(serving()));
    assertThat(bench.leader.takeVisible().nodes()).isEqualTo(VisibleChange.Nodes.SAME);
  }

  @Test
  void thatAMemberSaysSomethingElseIsVisible() {
    hears();
    bench.passes(SHORT);
    bench.leader.takeVisible();
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    reports.put(G, LeaderBench.report(new Epoch(3), MemberState.DEGRADED));
    bench.arrives(bench.beat(B, TERM, reports));
    bench.passes(SHORT);

    assertThat(bench.leader.takeVisible().groups()).containsExactly(G);
  }

  @Test
  void aGroupThatIsDeletedIsVisibleOnce() {
    hears();
    bench.passes(SHORT);
    bench.leader.takeVisible();
    bench.leader.applied(List.of(new Event.GroupDeleted(G, new Epoch(3))), name -> null, bench.now);

    assertThat(bench.leader.takeVisible().groups()).containsExactly(G);
  }
}

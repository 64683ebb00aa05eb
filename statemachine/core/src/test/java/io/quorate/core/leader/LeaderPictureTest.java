package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.session.Heartbeat;
import java.time.Duration;
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
    bench.leader.applied(java.util.List.of(), name -> null, bench.now);

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
}

package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.MemberState;
import io.quorate.core.session.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a leader makes of another peer in the place of a node. */
final class LeaderMembershipTest {
  private static final PeerGeneration SECOND = PeerGeneration.FIRST.next();

  private final LeaderBench bench = new LeaderBench();

  private Heartbeat beat() {
    SortedMap<GroupId, MemberReport> serving = new TreeMap<>();
    serving.put(G, LeaderBench.report(new Epoch(3), MemberState.ACTIVE));
    return bench.beat(B, TERM, serving);
  }

  private List<LeaderOutput> takenPlaceOf(NodeId node) {
    return bench.leader.applied(
        List.of(MembershipWorkTest.taken(node)), group -> bench.heldByB(G), bench.now);
  }

  private static void declined(List<LeaderOutput> outputs) {
    assertThat(only(LeaderOutput.Decline.class, outputs))
        .extracting(LeaderOutput.Decline::why)
        .containsExactly(LeaderOutput.Decline.Why.REPLACED);
    assertThat(outputs).hasSize(1);
  }

  @Test
  void thePeerBeforeIsTurnedAwayAndTheOneThatHasItsPlaceIsHeard() {
    bench.begin(bench.heldByB(G));
    assertThat(only(LeaderOutput.Answer.class, bench.arrives(beat()))).hasSize(1);

    takenPlaceOf(B);

    declined(bench.arrives(beat()));
    List<LeaderOutput> next = bench.arrives(bench.inRun(SECOND.incarnation(1), beat()));
    assertThat(only(LeaderOutput.Decline.class, next)).isEmpty();
    assertThat(only(LeaderOutput.AskVoters.class, next))
        .as("it does not vote yet, so others are asked")
        .hasSize(1);
  }

  @Test
  void whoeverLooksSeesAtOnceThatTheNodeIsAnotherAndItsGroupsAreLookedAt() {
    bench.begin(bench.heldByB(G));
    bench.arrives(beat());
    bench.passes(Duration.ofSeconds(1));
    bench.leader.takeVisible();

    takenPlaceOf(B);

    VisibleChange seen = bench.leader.takeVisible();
    assertThat(seen.nodes()).isEqualTo(VisibleChange.Nodes.OTHERWISE);
    assertThat(seen.groups()).containsExactly(G);
  }

  @Test
  void whoHasThePlaceIsMadeAVoterSoon() {
    bench.begin(bench.heldByB(G));
    takenPlaceOf(B);

    List<LeaderOutput> later = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      later.addAll(bench.passes(Duration.ofMillis(20)));
    }
    assertThat(only(LeaderOutput.SeatVoter.class, later))
        .first()
        .isEqualTo(new LeaderOutput.SeatVoter(new Voter(B, SECOND)));
  }

  @Test
  void aLeaderWhosePlaceAnotherHasGivesLeadershipUpOnce() {
    bench.begin(bench.heldByB(G));
    bench.arrives(beat());
    takenPlaceOf(A);

    List<LeaderOutput> later = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      later.addAll(bench.passes(Duration.ofMillis(20)));
    }
    assertThat(only(LeaderOutput.GiveUp.class, later))
        .extracting(LeaderOutput.GiveUp::cause)
        .containsExactly("another peer has the place of this node");
  }

  @Test
  void aTermBeginsWithThePlacesThatTheRegistryKnows() {
    bench.leader.begin(MembershipWorkTest.known(B, Seat.FIRST.vacated()), bench.raft(), bench.now);

    declined(bench.arrives(beat()));
  }
}

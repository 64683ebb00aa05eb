package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.SeatEvent;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Sweeps;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Those who vote are brought to what the registry says. */
final class MembershipWorkTest {
  private static final Voter OLD = Voter.first(B);
  private static final Voter NEXT = new Voter(B, PeerGeneration.FIRST.next());
  private static final Voters BEFORE = Voters.of(List.of(A, B, W));

  private final MembershipWork work = new MembershipWork();
  private ClockReading now = new LeaderBench().now;

  static Event taken(NodeId node) {
    return new Event.SeatChanged(
        new SeatEvent(node, Seat.FIRST.taken("its data"), SeatEvent.What.TAKEN));
  }

  private static Voters voters(Voter... voters) {
    return new Voters(new TreeSet<>(List.of(voters)), new TreeSet<>());
  }

  private boolean due(Voters voters) {
    return work.due(voters, now).isPresent();
  }

  @Test
  void whileEverybodySitsNothingIsDue() {
    assertThat(work.sits(OLD)).isTrue();
    assertThat(due(BEFORE)).isFalse();
    assertThat(
            work.happened(
                new Event.SeatChanged(
                    new SeatEvent(
                        B, Seat.FIRST.offered(new ClusterTime(1)), SeatEvent.What.OFFERED))))
        .isEmpty();
    assertThat(due(BEFORE)).isFalse();
  }

  @Test
  void whoHasThePlaceShallVoteInIt() {
    assertThat(work.happened(taken(B))).contains(B);

    assertThat(work.sits(OLD)).isFalse();
    assertThat(work.sits(NEXT)).isTrue();
    assertThat(work.due(BEFORE, now)).contains(new LeaderOutput.SeatVoter(NEXT));
    assertThat(due(voters(Voter.first(A), NEXT, Voter.first(W)))).isFalse();
  }

  @Test
  void whileTheVotersChangeNothingElseIsAsked() {
    work.happened(taken(B));
    Voters joint = new Voters(BEFORE.current(), new TreeSet<>(List.of(OLD)));

    assertThat(due(joint)).isFalse();
  }

  @Test
  void whatCameToNothingIsTriedAgainLessAndLessOften() {
    work.happened(taken(B));
    int soon = tries(10);
    assertThat(soon).as("after 0, 1, 3 and 7 s").isEqualTo(4);
    assertThat(soon + tries(590)).isBetween(20, 26);
  }

  private int tries(int seconds) {
    int tries = 0;
    for (int second = 0; second < seconds; second++) {
      tries += due(BEFORE) ? 1 : 0;
      now = now.plus(Duration.ofSeconds(1));
    }
    return tries;
  }

  @Test
  void aLaterLossIsTriedAtOnce() {
    work.happened(taken(B));
    assertThat(due(BEFORE)).isTrue();
    assertThat(due(BEFORE)).isFalse();

    work.happened(
        new Event.SeatChanged(
            new SeatEvent(B, Seat.FIRST.taken("one").taken("two"), SeatEvent.What.TAKEN)));

    assertThat(work.due(BEFORE, now))
        .contains(new LeaderOutput.SeatVoter(new Voter(B, new PeerGeneration(3))));
  }

  static KnownCluster known(NodeId node, Seat seat) {
    SortedMap<NodeId, NodeKind> nodes = new TreeMap<>();
    nodes.put(A, NodeKind.DATA);
    nodes.put(B, NodeKind.DATA);
    nodes.put(W, NodeKind.WITNESS);
    SortedMap<NodeId, Seat> seats = new TreeMap<>();
    nodes.keySet().forEach(one -> seats.put(one, Seat.FIRST));
    seats.put(node, seat);
    return new KnownCluster(
        FeatureLevels.MEMBERSHIP, nodes, seats, List.of(), ConfigTimes.NONE, Sweeps.NOTHING);
  }

  @Test
  void nobodySitsInAVacantPlaceAndNobodyVotesInItUntilItIsTaken() {
    work.begin(known(B, Seat.FIRST.vacated()));
    Voters others = voters(Voter.first(A), Voter.first(W));

    assertThat(work.sits(OLD)).isFalse();
    assertThat(work.sits(NEXT)).isFalse();
    assertThat(due(others)).isFalse();

    Seat taken = Seat.FIRST.vacated().taken("its data");
    work.happened(new Event.SeatChanged(new SeatEvent(B, taken, SeatEvent.What.TAKEN)));

    Voter third = new Voter(B, new PeerGeneration(3));
    assertThat(work.due(others, now)).contains(new LeaderOutput.SeatVoter(third));
    assertThat(due(voters(Voter.first(A), Voter.first(W), third))).isFalse();
  }

  @Test
  void whoWasReplacedGoesBeforePlacesAreFilled() {
    work.begin(known(B, Seat.FIRST.taken("its data")));

    assertThat(work.due(voters(OLD, Voter.first(W)), now))
        .contains(new LeaderOutput.SeatVoter(NEXT));
    assertThat(work.due(voters(NEXT, Voter.first(W)), now))
        .contains(new LeaderOutput.SeatVoter(Voter.first(A)));
  }

  @Test
  void anObserverNeverVotes() {
    SortedMap<NodeId, NodeKind> nodes = new TreeMap<>(known(B, Seat.FIRST).nodes());
    nodes.put(B, NodeKind.OBSERVER);
    KnownCluster known = known(B, Seat.FIRST);
    work.begin(
        new KnownCluster(
            known.level(), nodes, known.seats(), List.of(), ConfigTimes.NONE, Sweeps.NOTHING));

    assertThat(due(voters(Voter.first(A), Voter.first(W)))).isFalse();
  }
}

package io.quorate.core.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Term;
import io.quorate.core.membership.Voter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A leader that cannot do its work gives leadership up; one that can keeps it. */
final class LeaderHealthTest {
  private final LeaderBench bench = new LeaderBench();

  private boolean givesUp(Duration within) {
    long end = bench.now.monotonicNanos() + within.toNanos();
    while (bench.now.monotonicNanos() < end) {
      List<LeaderOutput> outputs = bench.passes(Duration.ofMillis(20));
      for (LeaderOutput output : outputs) {
        if (output instanceof LeaderOutput.GiveUp) {
          return true;
        }
        answer(output);
      }
    }
    return false;
  }

  private boolean votersAnswer;
  private Term votersTerm = LeaderBench.TERM;

  private void answer(LeaderOutput output) {
    if (votersAnswer && output instanceof LeaderOutput.AskVoters asked) {
      for (Voter voter : asked.voters()) {
        bench.leader.voterAnswered(asked.round(), voter, votersTerm, bench.raft(), bench.now);
      }
    }
  }

  @Test
  void withoutAnybodyOnTheSessionChannelItGivesUp() {
    bench.begin();

    assertThat(givesUp(LeaderBench.PATIENCE)).as("it has patience").isFalse();
    assertThat(givesUp(Duration.ofMillis(100))).isTrue();
    assertThat(givesUp(Duration.ofSeconds(9))).as("it says so once").isFalse();
  }

  @Test
  void itAsksTheVotersByItselfAndStays() {
    votersAnswer = true;
    bench.begin();

    assertThat(givesUp(LeaderBench.PATIENCE.multipliedBy(3))).isFalse();
  }

  @Test
  void votersThatAreInAnotherTermAttestNothing() {
    votersAnswer = true;
    votersTerm = new Term(5);
    bench.begin();

    assertThat(givesUp(LeaderBench.PATIENCE.multipliedBy(2))).isTrue();
  }

  @Test
  void heartbeatsOfItsTermAloneAreEnough() {
    bench.begin();
    for (int i = 0; i < 50; i++) {
      bench.arrives(bench.beat(LeaderBench.B, LeaderBench.TERM, new TreeMap<>()));
      assertThat(givesUp(Duration.ofMillis(200))).isFalse();
    }
  }

  @Test
  void whenNoHeartbeatReachesItItGivesUpAlthoughVotersAnswer() {
    votersAnswer = true;
    bench.begin();

    assertThat(givesUp(LeaderBench.PATIENCE.multipliedBy(5))).isTrue();
  }

  @Test
  void whenNothingIsCommittedItGivesUp() {
    votersAnswer = true;
    bench.begin(bench.heldByB(LeaderBench.G));
    bench.arrives(bench.beat(LeaderBench.B, LeaderBench.TERM, new TreeMap<>()));

    // The lease of the silent holder ends, its expiry is proposed, and never ends.
    assertThat(givesUp(Duration.ofSeconds(8))).isTrue();
  }

  @Test
  void aProcessThatWasStoppedHasNotWaitedInVain() {
    votersAnswer = true;
    bench.begin();
    givesUp(Duration.ofMillis(400));
    bench.now = bench.now.plus(Duration.ofSeconds(30));

    assertThat(givesUp(Duration.ofSeconds(2))).isFalse();
  }

  /** The count itself, at steps of a tenth of a second: nothing else is in its way. */
  private final LeaderHealth health =
      new LeaderHealth(Voter.first(LeaderBench.A), LeaderBench.PATIENCE, bench.now);

  private Optional<String> looks(int times, int open) {
    Optional<String> verdict = Optional.empty();
    for (int i = 0; i < times && verdict.isEmpty(); i++) {
      bench.now = bench.now.plus(Duration.ofMillis(100));
      verdict = look(open);
    }
    return verdict;
  }

  private Optional<String> look(int open) {
    return health.look(bench.raft(), open, Voter.first(LeaderBench.A), bench.now);
  }

  private void isWell() {
    health.attests(Voter.first(LeaderBench.B));
    health.hears(LeaderBench.B, LeaderBench.A);
  }

  @Test
  void itHasPatienceForOneElectionTimeoutWithoutAMajority() {
    assertThat(looks(10, 0)).isEmpty();
    bench.now = bench.now.plus(Duration.ofMillis(1));
    assertThat(look(0).orElseThrow())
        .isEqualTo("no majority of the voters has answered this node on the API port for 1001 ms");

    health.attests(Voter.first(LeaderBench.B));
    assertThat(look(0)).as("with one other it is a majority").isEmpty();
    assertThat(looks(10, 0)).as("and that counts once").isEmpty();
    assertThat(looks(1, 0)).isPresent();
    health.attests(Voter.first(LeaderBench.B));
    assertThat(look(0)).as("and again").isEmpty();
  }

  @Test
  void itAsksByItselfAfterAQuarterOfItsPatience() {
    looks(2, 0);
    bench.now = bench.now.plus(Duration.ofMillis(50));
    look(0);
    assertThat(health.wantsAttestation()).isFalse();
    bench.now = bench.now.plus(Duration.ofMillis(1));
    look(0);
    assertThat(health.wantsAttestation()).isTrue();

    health.attests(Voter.first(LeaderBench.B));
    look(0);
    assertThat(health.wantsAttestation()).isFalse();
  }

  @Test
  void whoIsAnsweredButNeverCalledWaitsFourTimesAsLong() {
    for (int i = 0; i < 40; i++) {
      health.attests(Voter.first(LeaderBench.B));
      health.hears(LeaderBench.A, LeaderBench.A);
      assertThat(looks(1, 0)).isEmpty();
    }
    health.attests(Voter.first(LeaderBench.B));
    assertThat(looks(1, 0).orElseThrow())
        .isEqualTo(
            "voters answer this node, but no heartbeat of theirs has reached its API port"
                + " for 4100 ms");

    isWell();
    assertThat(looks(1, 0)).isEmpty();
    health.attests(Voter.first(LeaderBench.B));
    assertThat(looks(1, 0)).as("it counts from the last one").isEmpty();
  }

  @Test
  void aLeaderWithoutOthersNeedsNobody() {
    RaftView alone =
        new RaftView(
            LeaderBench.TERM,
            RaftView.Standing.READY,
            Voters.of(List.of(LeaderBench.A)),
            new TreeSet<>());
    for (int i = 0; i < 60; i++) {
      bench.now = bench.now.plus(Duration.ofMillis(100));
      assertThat(health.look(alone, 0, Voter.first(LeaderBench.A), bench.now)).isEmpty();
    }
  }

  @Test
  void twoVotersAreNotAlone() {
    RaftView two =
        new RaftView(
            LeaderBench.TERM,
            RaftView.Standing.READY,
            Voters.of(List.of(LeaderBench.A, LeaderBench.B)),
            new TreeSet<>());
    Optional<String> verdict = Optional.empty();
    for (int i = 0; i < 41; i++) {
      health.attests(Voter.first(LeaderBench.B));
      bench.now = bench.now.plus(Duration.ofMillis(100));
      verdict = health.look(two, 0, Voter.first(LeaderBench.A), bench.now);
    }
    assertThat(verdict).isPresent();
  }

  private Optional<String> committing(int looks, int open) {
    Optional<String> verdict = Optional.empty();
    for (int i = 0; i < looks && verdict.isEmpty(); i++) {
      isWell();
      verdict = looks(1, open);
    }
    return verdict;
  }

  @Test
  void whatIsProposedHasTwiceTheTimeToBeCommitted() {
    assertThat(committing(99, 0)).as("nothing is proposed").isEmpty();
    assertThat(committing(20, 1)).isEmpty();
    assertThat(committing(1, 1).orElseThrow())
        .isEqualTo("nothing that was proposed has been committed for 2100 ms");

    health.moved();
    assertThat(committing(21, 1)).as("one look saw that it moved").isEmpty();
    assertThat(committing(1, 1)).isPresent();
    assertThat(committing(1, 0)).isEmpty();
    assertThat(committing(20, 1)).isEmpty();
  }

  @Test
  void whatPassedWithoutALookCountsForOneTenthOfASecond() {
    for (int i = 0; i < 10; i++) {
      bench.now = bench.now.plus(Duration.ofSeconds(30));
      assertThat(look(0)).isEmpty();
    }
    bench.now = bench.now.plus(Duration.ofMillis(1));
    assertThat(look(0)).isPresent();
  }
}

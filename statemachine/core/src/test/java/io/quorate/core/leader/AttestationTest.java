package io.quorate.core.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.membership.Voter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One round serves all that wait, and nobody is served by a question that came before his. */
final class AttestationTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId W = new NodeId("w");
  private static final Term TERM = new Term(4);
  private static final ClockReading NOW = new ClockReading(0, 0, 0);

  private final Attestation<String> rounds =
      new Attestation<>(Voter.first(A), Duration.ofSeconds(1));

  private static RaftView raft(long term, NodeId... voters) {
    return new RaftView(
        new Term(term), RaftView.Standing.READY, Voters.of(List.of(voters)), new TreeSet<>());
  }

  private final RaftView three = raft(4, A, B, W);

  private static Attestation.Ended<String> over(Attestation.@Nullable Ended<String> ended) {
    return Objects.requireNonNull(ended, "the round is over");
  }

  @Test
  void aMajorityEndsTheRoundForAllThatWaited() {
    rounds.await("one");
    rounds.await("two");
    long round = rounds.begin(TERM, three, NOW);

    Attestation.Ended<String> ended = over(rounds.answered(round, Voter.first(W), TERM, three));

    assertThat(ended.waited()).containsExactly("one", "two");
    assertThat(ended.verdict()).isEqualTo(Attestation.Verdict.ATTESTED);
  }

  @Test
  void whoComesLaterWaitsForTheNextRound() {
    rounds.await("one");
    long first = rounds.begin(TERM, three, NOW);
    assertThat(first).isPositive();
    rounds.await("two");

    assertThat(rounds.begin(TERM, three, NOW)).isZero();
    assertThat(over(rounds.answered(first, Voter.first(B), TERM, three)).waited())
        .containsExactly("one");
    assertThat(rounds.wanted()).isTrue();
    long second = rounds.begin(TERM, three, NOW);
    assertThat(second).isGreaterThan(first);
    assertThat(rounds.answered(first, Voter.first(W), TERM, three))
        .as("of an earlier round")
        .isNull();
    assertThat(over(rounds.answered(second, Voter.first(W), TERM, three)).waited())
        .containsExactly("two");
  }

  @Test
  void anotherTermAttestsNothing() {
    rounds.await("one");
    long round = rounds.begin(TERM, three, NOW);

    assertThat(rounds.answered(round, Voter.first(B), new Term(5), three)).isNull();
    Attestation.Ended<String> ended = over(rounds.answered(round, Voter.first(W), null, three));

    assertThat(ended.verdict()).isEqualTo(Attestation.Verdict.UNKNOWN);
  }

  @Test
  void theLeaderAttestsOnlyWhileItsOwnTermIsThat() {
    RaftView later = raft(5, A, B, W);
    rounds.await("one");
    long round = rounds.begin(TERM, later, NOW);

    assertThat(rounds.answered(round, Voter.first(B), TERM, later))
        .as("only one of three")
        .isNull();
  }

  @Test
  void whileMembershipChangesBothMajoritiesAreNeeded() {
    NodeId c = new NodeId("c");
    NodeId d = new NodeId("d");
    Voters joint =
        new Voters(Voters.of(List.of(A, c, d)).current(), Voters.of(List.of(A, B, W)).current());
    RaftView raft = new RaftView(TERM, RaftView.Standing.READY, joint, new TreeSet<>());
    rounds.await("one");
    long round = rounds.begin(TERM, raft, NOW);

    assertThat(rounds.answered(round, Voter.first(c), TERM, raft)).isNull();
    assertThat(over(rounds.answered(round, Voter.first(B), TERM, raft)).verdict())
        .isEqualTo(Attestation.Verdict.ATTESTED);
  }

  @Test
  void aRoundThatTakesTooLongEnds() {
    rounds.await("one");
    rounds.begin(TERM, three, NOW);

    assertThat(rounds.overdue(NOW.plus(Duration.ofMillis(999)))).isNull();
    Attestation.Ended<String> ended = over(rounds.overdue(NOW.plus(Duration.ofMillis(1_001))));

    assertThat(ended.verdict()).isEqualTo(Attestation.Verdict.UNKNOWN);
    assertThat(rounds.asking()).isFalse();
  }

  @Test
  void moreThanAreServedAreTurnedAway() {
    for (int i = 0; i < Attestation.MOST_WAITING; i++) {
      assertThat(rounds.await("one")).isTrue();
    }
    assertThat(rounds.await("too many")).isFalse();
  }

  @Test
  void whoWaitsIsKnownAndSoIsWhetherSomebodyIsAsked() {
    assertThat(rounds.wanted()).isFalse();
    assertThat(rounds.asking()).isFalse();
    assertThat(rounds.answered(1, Voter.first(B), TERM, three)).as("nothing was asked").isNull();
    assertThat(rounds.overdue(NOW.plus(Duration.ofHours(1)))).isNull();

    rounds.await("one");
    assertThat(rounds.wanted()).isTrue();
    rounds.begin(TERM, three, NOW);
    assertThat(rounds.wanted()).as("his round is under way").isFalse();
    assertThat(rounds.asking()).isTrue();
  }

  @Test
  void aRoundHasAllOfItsTime() {
    rounds.await("one");
    long round = rounds.begin(TERM, three, NOW);

    assertThat(rounds.overdue(NOW.plus(Duration.ofSeconds(1)))).isNull();
    assertThat(over(rounds.answered(round, Voter.first(B), TERM, three)).verdict())
        .isEqualTo(Attestation.Verdict.ATTESTED);
  }

  @Test
  void aRoundEndsUnknownWhenEverybodyWasHeardAndNotBefore() {
    rounds.await("one");
    long round = rounds.begin(TERM, three, NOW);

    assertThat(rounds.answered(round, Voter.first(B), null, three)).isNull();
    assertThat(rounds.answered(round, Voter.first(B), null, three)).as("the same again").isNull();
    assertThat(over(rounds.answered(round, Voter.first(W), null, three)).verdict())
        .isEqualTo(Attestation.Verdict.UNKNOWN);
  }
}

package io.quorate.core.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
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

  private void answer(LeaderOutput output) {
    if (votersAnswer && output instanceof LeaderOutput.AskVoters asked) {
      for (NodeId voter : asked.voters()) {
        bench.leader.voterAnswered(asked.round(), voter, LeaderBench.TERM, bench.raft(), bench.now);
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
}

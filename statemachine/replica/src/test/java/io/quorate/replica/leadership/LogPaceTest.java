package io.quorate.replica.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeKind;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogPaceTest {
  private static final PeerId A = new PeerId("a");
  private static final PeerId B = new PeerId("b");
  private static final PeerId W = new PeerId("w");

  private final LogPace pace = new LogPace(Duration.ofSeconds(1));

  private Set<PeerId> look(long atMillis, long last, long matchOfB, long matchOfW) {
    LeaderView view =
        new LeaderView(
            A,
            NodeKind.DATA,
            Duration.ofMillis(atMillis),
            List.of(follower(B, matchOfB), follower(W, matchOfW)),
            new VoterSets(List.of(A, B, W), List.of()),
            last);
    return pace.look(Duration.ofMillis(atMillis), view);
  }

  private static FollowerView follower(PeerId peer, long match) {
    return new FollowerView(peer, Duration.ZERO, match);
  }

  @Test
  void whoAcknowledgedAllThatIsOldKeepsUp() {
    assertThat(look(0, 100, 100, 100)).containsExactly(B, W);
    assertThat(look(500, 900, 100, 850)).containsExactly(B, W);
    assertThat(look(1000, 1000, 100, 900)).containsExactly(B, W);
    assertThat(look(1499, 1000, 100, 900)).containsExactly(B, W);
  }

  @Test
  void whoseLogDoesNotMoveDoesNotKeepUpHoweverLittleItLacks() {
    look(0, 100, 100, 100);
    look(500, 101, 100, 101);
    assertThat(look(1500, 102, 100, 101)).containsExactly(W);
    assertThat(look(9000, 102, 100, 102)).containsExactly(W);
    assertThat(look(9100, 102, 102, 102)).containsExactly(B, W);
  }

  @Test
  void aQuietLogCountsAsKeptUpWith() {
    look(0, 7, 7, 6);
    assertThat(look(60_000, 7, 7, 6)).containsExactly(B);
  }

  @Test
  void whatWasBeforeALeadershipDoesNotCount() {
    look(0, 500, 500, 500);
    pace.forget();
    assertThat(look(5000, 10, 10, 9)).containsExactly(B);
  }
}

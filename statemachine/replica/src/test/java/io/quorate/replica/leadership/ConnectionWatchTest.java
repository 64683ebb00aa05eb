package io.quorate.replica.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeKind;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionWatchTest {
  private static final PeerId A = new PeerId("a");
  private static final PeerId B = new PeerId("b");
  private static final PeerId W = new PeerId("w");
  private static final List<PeerId> OTHERS = List.of(A, B);

  private final ConnectionWatch watch = new ConnectionWatch(seconds(2));

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static LeaderView leader(long silenceOfB) {
    return new LeaderView(
        A,
        NodeKind.DATA,
        seconds(100),
        List.of(new FollowerView(B, seconds(silenceOfB), 7), new FollowerView(W, seconds(0), 7)),
        new VoterSets(List.of(A, B, W), List.of()),
        7);
  }

  @Test
  void withoutALeaderEverybodyIsConnectedToAnewAndAgain() {
    assertThat(watch.whenLeaderless(seconds(10), OTHERS)).isEmpty();
    assertThat(watch.whenLeaderless(seconds(12), OTHERS)).isEmpty();
    assertThat(watch.whenLeaderless(seconds(13), OTHERS)).isEqualTo(OTHERS);
    assertThat(watch.whenLeaderless(seconds(14), OTHERS)).isEmpty();
    assertThat(watch.whenLeaderless(seconds(15), OTHERS)).isEqualTo(OTHERS);
  }

  @Test
  void aLeaderThatIsHeardBeginsTheWaitAnew() {
    watch.whenLeaderless(seconds(10), OTHERS);
    watch.whenLed();
    assertThat(watch.whenLeaderless(seconds(13), OTHERS)).isEmpty();
    assertThat(watch.whenLeaderless(seconds(16), OTHERS)).isEqualTo(OTHERS);
  }

  @Test
  void aLeaderConnectsAnewOnlyToWhoHasBeenSilentForLong() {
    assertThat(watch.whenLeading(seconds(50), leader(10))).isEmpty();
    assertThat(watch.whenLeading(seconds(51), leader(11))).containsExactly(B);
    assertThat(watch.whenLeading(seconds(60), leader(20))).isEmpty();
    assertThat(watch.whenLeading(seconds(61), leader(21))).containsExactly(B);
  }
}

package io.quorate.replica.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeKind;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeadershipWatchTest {
  private static final PeerId A = new PeerId("a");
  private static final PeerId B = new PeerId("b");
  private static final PeerId W = new PeerId("w");
  private static final LeadershipWatch WATCH =
      new LeadershipWatch(
          Duration.ofSeconds(1), Map.of(A, NodeKind.DATA, B, NodeKind.DATA, W, NodeKind.WITNESS));
  private static final Set<PeerId> ALL = Set.of(A, B, W);
  private static final WatchAction NONE = new WatchAction.None();
  private static final WatchAction STEP_DOWN = new WatchAction.StepDown();

  private static FollowerView follower(PeerId peer, long sinceMillis, long match) {
    return new FollowerView(peer, Duration.ofMillis(sinceMillis), match);
  }

  private static LeaderView view(PeerId self, long leadingMillis, FollowerView... followers) {
    NodeKind kind = self.equals(W) ? NodeKind.WITNESS : NodeKind.DATA;
    return new LeaderView(
        self,
        kind,
        Duration.ofMillis(leadingMillis),
        List.of(followers),
        new VoterSets(List.of(A, B, W), List.of()),
        5000);
  }

  @Test
  void staysWhileAMajorityAnswers() {
    assertThat(WATCH.decide(view(A, 9000, follower(B, 9000, 0), follower(W, 1000, 5000)), ALL))
        .isEqualTo(NONE);
  }

  @Test
  void stepsDownWhenNoMajorityAnswers() {
    assertThat(WATCH.decide(view(A, 9000, follower(B, 1001, 0), follower(W, 1001, 5000)), ALL))
        .isEqualTo(STEP_DOWN);
  }

  @Test
  void waitsForTheFirstAnswers() {
    assertThat(WATCH.decide(view(A, 1000, follower(B, 1001, -1), follower(W, 1001, -1)), ALL))
        .isEqualTo(NONE);
  }

  @Test
  void needsBothMajoritiesWhileMembershipChanges() {
    PeerId c = new PeerId("c");
    LeaderView view =
        new LeaderView(
            A,
            NodeKind.DATA,
            Duration.ofSeconds(9),
            List.of(follower(B, 0, 5000), follower(W, 9000, 0), follower(c, 9000, 0)),
            new VoterSets(List.of(A, B, c), List.of(A, W, c)),
            5000);
    assertThat(WATCH.decide(view, ALL)).isEqualTo(STEP_DOWN);
  }

  @Test
  void aWitnessHandsOverToTheFurthestDataNode() {
    assertThat(WATCH.decide(view(W, 100, follower(A, 10, 4999), follower(B, 10, 5000)), ALL))
        .isEqualTo(new WatchAction.Transfer(B));
    assertThat(WATCH.decide(view(W, 100, follower(A, 10, 5000), follower(B, 10, 5000)), ALL))
        .isEqualTo(new WatchAction.Transfer(A));
  }

  @Test
  void aWitnessKeepsLeadingWhileNobodyCanTakeOver() {
    assertThat(
            WATCH.decide(view(W, 9000, follower(A, 10, 3000), follower(B, 9000, 5000)), Set.of(B)))
        .isEqualTo(NONE);
  }

  @Test
  void aLeaderThatCannotWorkHandsOverToADataNodeAtFirst() {
    LeaderView view = view(A, 9000, follower(B, 10, 4999), follower(W, 10, 5000));
    assertThat(WATCH.giveUp(view, ALL, 0)).isEqualTo(new WatchAction.Transfer(B));
    assertThat(WATCH.giveUp(view, ALL, 1)).isEqualTo(STEP_DOWN);
  }

  @Test
  void aLeaderThatCannotWorkStepsDownWhenNobodyCanTakeOver() {
    assertThat(WATCH.giveUp(view(A, 9000, follower(B, 9000, 5000), follower(W, 10, 5000)), ALL, 0))
        .isEqualTo(STEP_DOWN);
  }

  @Test
  void nobodyIsHandedLeadershipWhoseLogDoesNotMove() {
    LeaderView view = view(A, 9000, follower(B, 10, 4990), follower(W, 10, 5000));
    assertThat(WATCH.giveUp(view, Set.of(W), 0)).isEqualTo(STEP_DOWN);
  }
}

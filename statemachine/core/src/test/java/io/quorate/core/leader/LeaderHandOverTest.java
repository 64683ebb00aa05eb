package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A leader that has the role itself hands leadership to a node that has none, in good time. */
final class LeaderHandOverTest {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final LeaderBench bench = new LeaderBench();
  private List<NodeId> caughtUp = List.of(A, B, W);

  private void begins(Phase phase) {
    bench.begin(LeaderBench.group(G, LeaderBench.role(phase, A, new ClusterTime(0))));
  }

  /** All nodes report twice a look, but for those that are silent; to whom leadership went. */
  private List<NodeId> handedTo(Duration within, NodeId... silent) {
    List<NodeId> better = new ArrayList<>();
    RaftView raft =
        new RaftView(
            TERM, RaftView.Standing.READY, Voters.of(List.of(A, B, W)), new TreeSet<>(caughtUp));
    for (long left = within.toMillis(); left > 0; left -= 250) {
      bench.now = bench.now.plus(Duration.ofMillis(250));
      for (NodeId node : List.of(A, B, W)) {
        if (!List.of(silent).contains(node)) {
          bench.leader.heartbeat(bench.beat(node, TERM, new TreeMap<>()), bench.now, raft);
        }
      }
      for (LeaderOutput output : bench.leader.tick(raft, bench.now)) {
        if (output instanceof LeaderOutput.HandOver handOver) {
          better.add(handOver.to());
        }
      }
    }
    return better;
  }

  @Test
  void itGoesToADataNodeThatHasBeenHeardFromLongEnough() {
    begins(Phase.ACTIVE);

    assertThat(handedTo(Duration.ofMillis(10_250))).isEmpty();
    assertThat(handedTo(LOOK)).containsExactly(B);
  }

  @Test
  void oneHandOverIsWaitedFor() {
    begins(Phase.ACTIVE);
    assertThat(handedTo(Duration.ofSeconds(11))).containsExactly(B);

    assertThat(handedTo(Duration.ofMillis(9_250))).isEmpty();
    assertThat(handedTo(LOOK)).as("it came to nothing").containsExactly(B);
  }

  @Test
  void notWhileTheRoleChangesHands() {
    begins(Phase.DEMOTING);

    assertThat(handedTo(Duration.ofSeconds(12))).isEmpty();
  }

  @Test
  void notToANodeThatLagsOrIsSilent() {
    begins(Phase.ACTIVE);
    caughtUp = List.of(A, W);
    assertThat(handedTo(Duration.ofSeconds(12))).isEmpty();

    caughtUp = List.of(A, B, W);
    assertThat(handedTo(LOOK)).containsExactly(B);
  }

  @Test
  void notToANodeThatWasNotHeardFromJustNow() {
    begins(Phase.ACTIVE);
    caughtUp = List.of(A, W);
    handedTo(Duration.ofMillis(12_250));
    caughtUp = List.of(A, B, W);

    assertThat(handedTo(LOOK, B)).as("half a second ago").isEmpty();
    assertThat(handedTo(LOOK)).containsExactly(B);
  }

  @Test
  void notToANodeThatCameBackAMomentAgo() {
    begins(Phase.ACTIVE);
    handedTo(Duration.ofSeconds(9), B);

    assertThat(handedTo(Duration.ofSeconds(10))).isEmpty();
    assertThat(handedTo(Duration.ofSeconds(1))).containsExactly(B);
  }

  @Test
  void aRoleThatIsGoneIsNoReason() {
    begins(Phase.ACTIVE);
    bench.leader.applied(
        List.of(new Event.GroupDeleted(G, new Epoch(3))), group -> null, bench.now);

    assertThat(handedTo(Duration.ofSeconds(12))).isEmpty();
  }

  @Test
  void aLeaderWithoutRolesStays() {
    bench.begin(bench.heldByB(G));

    assertThat(handedTo(Duration.ofSeconds(20))).isEmpty();
  }
}

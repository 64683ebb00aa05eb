package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** More than half of every set of voters. */
final class VotersTest {
  private static final NodeId C = new NodeId("c");

  @Test
  void halfIsNoMajority() {
    Voters four = Voters.of(List.of(A, B, C, W));

    assertThat(four.majority(peers(A, B))).isFalse();
    assertThat(four.majority(peers(A, B, C))).isTrue();
    assertThat(four.majority(peers(A, new NodeId("x"), new NodeId("y")))).isFalse();
  }

  @Test
  void whileMembershipChangesBothSetsCount() {
    Voters joint =
        new Voters(Voters.of(List.of(A, C)).current(), Voters.of(List.of(A, B, W)).current());

    assertThat(joint.majority(peers(A, C))).isFalse();
    assertThat(joint.majority(peers(A, B, W))).isFalse();
    assertThat(joint.majority(peers(A, B, C))).isTrue();
    assertThat(joint.nodes()).containsExactly(A, B, C, W);
    assertThat(joint.changing()).isTrue();
  }

  private static List<Voter> peers(NodeId... nodes) {
    return Arrays.stream(nodes).map(Voter::first).toList();
  }

  /** A disk that was lost takes what its peer has promised along. */
  @Test
  void anotherPeerOfANodeIsNotTheVoter() {
    Voter next = new Voter(B, PeerGeneration.FIRST.next());
    Voters replaced =
        new Voters(
            new TreeSet<>(List.of(Voter.first(A), next, Voter.first(W))),
            new TreeSet<>(peers(A, B, W)));

    assertThat(replaced.majority(List.of(Voter.first(A), next)))
        .as("one of three before")
        .isFalse();
    assertThat(replaced.majority(peers(A, B))).as("one of three now").isFalse();
    assertThat(replaced.majority(peers(A, W))).isTrue();
    assertThat(replaced.nodes()).containsExactly(A, B, W);
  }

  @Test
  void aNodeLeadsTheTermThatItIsInAndWhileItMayAct() {
    Term four = new Term(4);
    RaftView ready =
        new RaftView(four, RaftView.Standing.READY, Voters.of(List.of(A)), new TreeSet<>());
    RaftView unsure =
        new RaftView(four, RaftView.Standing.UNSURE, Voters.of(List.of(A)), new TreeSet<>());

    assertThat(ready.leads(four)).isTrue();
    assertThat(ready.leads(new Term(3))).isFalse();
    assertThat(unsure.leads(four)).isFalse();
  }
}

package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.Term;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** More than half of every set of voters. */
final class VotersTest {
  private static final NodeId C = new NodeId("c");

  @Test
  void halfIsNoMajority() {
    Voters four = Voters.of(List.of(A, B, C, W));

    assertThat(four.majority(List.of(A, B))).isFalse();
    assertThat(four.majority(List.of(A, B, C))).isTrue();
    assertThat(four.majority(List.of(A, new NodeId("x"), new NodeId("y")))).isFalse();
  }

  @Test
  void whileMembershipChangesBothSetsCount() {
    Voters joint = new Voters(new TreeSet<>(List.of(A, C)), new TreeSet<>(List.of(A, B, W)));

    assertThat(joint.majority(List.of(A, C))).isFalse();
    assertThat(joint.majority(List.of(A, B, W))).isFalse();
    assertThat(joint.majority(List.of(A, B, C))).isTrue();
    assertThat(joint.all()).containsExactly(A, B, C, W);
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

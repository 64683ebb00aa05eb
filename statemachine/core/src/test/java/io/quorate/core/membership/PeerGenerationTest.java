package io.quorate.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the peers that a node has been. */
final class PeerGenerationTest {
  private static final PeerGeneration SECOND = PeerGeneration.FIRST.next();
  private static final PeerGeneration LAST = new PeerGeneration((1 << 24) - 1);

  @Test
  void theStartsOfALaterOneComeAfterAllOfAnEarlier() {
    assertThat(PeerGeneration.FIRST.incarnation(7)).isEqualTo(7);
    assertThat(SECOND.incarnation(1))
        .isGreaterThan(PeerGeneration.FIRST.incarnation(1_000_000_000_000L));
    assertThat(Long.compareUnsigned(LAST.incarnation(0), SECOND.incarnation(1))).isPositive();
  }

  @Test
  void itIsReadFromEachIncarnation() {
    for (PeerGeneration generation : List.of(PeerGeneration.FIRST, SECOND, LAST)) {
      assertThat(PeerGeneration.ofIncarnation(generation.incarnation(3))).isEqualTo(generation);
    }
    assertThat(PeerGeneration.ofIncarnation(-1)).as("what anybody may send").isEqualTo(LAST);
  }

  @Test
  void thereIsNoneBeforeTheFirstNorAfterTheLast() {
    assertThatThrownBy(() -> new PeerGeneration(0)).hasMessageContaining("0");
    assertThatThrownBy(LAST::next).hasMessageContaining("" + (1 << 24));
  }

  @Test
  void peersAreInOrderOfTheirNodesAndGenerations() {
    NodeId a = new NodeId("a");
    NodeId b = new NodeId("b");

    assertThat(
            List.of(new Voter(b, SECOND), Voter.first(b), new Voter(a, SECOND), Voter.first(a))
                .stream()
                .sorted()
                .map(Voter::toString))
        .containsExactly("a", "a.2", "b", "b.2");
  }
}

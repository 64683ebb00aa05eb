package io.quorate.core.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who should lead, of two data nodes and a witness. */
final class LeadershipPlacementTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId W = new NodeId("w");
  private static final List<NodeId> ALL = List.of(A, B, W);
  private static final Duration LONG = LeadershipPlacement.SETTLING;

  private static Optional<NodeId> better(
      NodeId leader, List<NodeId> caughtUp, List<NodeId> steady, List<NodeId> holders) {
    LeadershipPlacement.Candidates voters =
        new LeadershipPlacement.Candidates(
            new TreeSet<>(List.of(A, B)), new TreeSet<>(caughtUp), new TreeSet<>(steady));
    return LeadershipPlacement.better(leader, voters, counted(holders), LONG);
  }

  private static Map<NodeId, Integer> counted(List<NodeId> holders) {
    Map<NodeId, Integer> roles = new TreeMap<>();
    holders.forEach(holder -> roles.merge(holder, 1, Integer::sum));
    return roles;
  }

  @Test
  void movesToTheDataNodeWithTheFewestRoles() {
    assertThat(better(A, ALL, ALL, List.of(A))).contains(B);
    assertThat(better(A, ALL, ALL, List.of(A, A, B))).contains(B);
    assertThat(better(B, ALL, ALL, List.of(A, B, B))).contains(A);
  }

  @Test
  void staysWhereItIsAsGood() {
    assertThat(better(B, ALL, ALL, List.of(A))).isEmpty();
    assertThat(better(A, ALL, ALL, List.of())).isEmpty();
    assertThat(better(A, ALL, ALL, List.of(A, B))).isEmpty();
  }

  @Test
  void leavesAWitnessEvenForAnActive() {
    assertThat(better(W, ALL, ALL, List.of(A))).contains(B);
    assertThat(better(W, List.of(A, W), ALL, List.of(A))).contains(A);
    assertThat(better(W, List.of(W), ALL, List.of(A))).isEmpty();
  }

  @Test
  void neverMovesToAWitness() {
    assertThat(better(A, List.of(A, W), List.of(A, W), List.of(A, A))).isEmpty();
  }

  @Test
  void neverMovesToANodeThatLagsOrIsNotSteady() {
    assertThat(better(A, List.of(A, W), ALL, List.of(A))).isEmpty();
    assertThat(better(A, ALL, List.of(A, W), List.of(A))).isEmpty();
  }

  @Test
  void theLeaderNeedNotBeHeardFrom() {
    assertThat(better(B, ALL, List.of(A), List.of())).isEmpty();
  }

  @Test
  void leavesANewLeadershipAlone() {
    LeadershipPlacement.Candidates voters =
        new LeadershipPlacement.Candidates(
            new TreeSet<>(List.of(A, B)), new TreeSet<>(ALL), new TreeSet<>(ALL));
    assertThat(LeadershipPlacement.better(A, voters, counted(List.of(A)), LONG.minusMillis(1)))
        .isEmpty();
    assertThat(LeadershipPlacement.better(A, voters, counted(List.of(A)), LONG)).contains(B);
  }
}

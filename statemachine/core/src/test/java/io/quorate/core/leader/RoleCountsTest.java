package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.registry.Phase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The counts are those of the groups as they are, however they came to be so. */
final class RoleCountsTest {
  private static final GroupId H = new GroupId("h");

  private final RoleCounts counts = new RoleCounts();

  private void holds(GroupId group, NodeId node, Phase phase) {
    counts.put(LeaderBench.group(group, LeaderBench.role(phase, node, new ClusterTime(0))));
  }

  @Test
  void countsTheRolesOfEachNode() {
    holds(G, A, Phase.ACTIVE);
    holds(H, A, Phase.ACTIVE);
    holds(H, A, Phase.ACTIVE);
    assertThat(counts.held()).isEqualTo(Map.of(A, 2));

    holds(H, B, Phase.ACTIVE);
    assertThat(counts.held()).isEqualTo(Map.of(A, 1, B, 1));
    holds(H, B, Phase.VACANT);
    assertThat(counts.held()).isEqualTo(Map.of(A, 1));
    counts.remove(G);
    counts.remove(H);
    assertThat(counts.held()).isEmpty();
  }

  @Test
  void aRoleThatChangesHandsIsUnsettled() {
    for (Phase phase : Phase.values()) {
      holds(G, A, phase);
      boolean settled = phase == Phase.ACTIVE || phase == Phase.VACANT;
      assertThat(counts.unsettled()).as("%s", phase).isEqualTo(!settled);
    }
    holds(G, A, Phase.ACTIVE);
    assertThat(counts.unsettled()).as("it has arrived").isFalse();

    holds(G, A, Phase.DEMOTING);
    counts.remove(G);
    assertThat(counts.unsettled()).as("it is gone").isFalse();
  }
}

package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.FeatureLevel;
import io.quorate.core.NodeKind;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.InMemoryStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a leader takes up is what the registry holds. */
final class KnownClusterTest {
  private final InMemoryStore store = new InMemoryStore();

  @Test
  void nothingIsKnownOfANewCluster() {
    assertThat(KnownCluster.of(store).nodes()).isEmpty();
    assertThat(KnownCluster.of(store).groups()).isEmpty();
  }

  @Test
  void nodesAndGroupsAreTakenUp() {
    List<Command> commands =
        List.of(
            new Command.DefineCluster(
                "c",
                List.of(
                    new NodeRecord(A, NodeKind.DATA),
                    new NodeRecord(B, NodeKind.DATA),
                    new NodeRecord(W, NodeKind.WITNESS))),
            new Command.ApplyGroup(LeaderBench.spec(G), null));
    Registry.apply(
        new EntryContext(TERM, 1, new ClusterTime(1)),
        commands.stream().map(command -> new Request(command, "ann", null, null)).toList(),
        store);

    KnownCluster known = KnownCluster.of(store);

    assertThat(known.level()).isEqualTo(FeatureLevel.FIRST);
    assertThat(known.nodes())
        .isEqualTo(Map.of(A, NodeKind.DATA, B, NodeKind.DATA, W, NodeKind.WITNESS));
    assertThat(known.groups()).extracting(group -> group.spec().name()).containsExactly(G);
  }
}

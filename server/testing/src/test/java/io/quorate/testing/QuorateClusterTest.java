package io.quorate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.server.local.ClusterStates;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class QuorateClusterTest {
  @TempDir Path directory;

  @Test
  void nodesAreKilledStoppedAndStartedAndNothingIsLeft() throws Exception {
    Set<Long> before = children();
    try (QuorateCluster cluster = QuorateCluster.start(directory)) {
      String first = cluster.declare("orders");
      String second = first.equals("a") ? "b" : "a";
      cluster.await("a standby", ClusterStates.standby("orders", second));
      assertThat(cluster.directory(first)).isDirectory();

      cluster.kill(first);
      assertThat(cluster.runs(first)).isFalse();
      assertThat(cluster.awaitActiveOtherThan(first, "orders")).isEqualTo(second);

      cluster.restart(first);
      cluster.restart(first);
      cluster.await("it as standby", ClusterStates.standby("orders", first));
      cluster.stop(second);
      assertThat(cluster.awaitActiveOtherThan(second, "orders")).as("the role").isEqualTo(first);

      assertThatThrownBy(() -> cluster.kill("c"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no node c; there are [a, b, w]");
      assertThatThrownBy(() -> cluster.declare("no such name"))
          .isInstanceOf(QuorateClusterException.class)
          .hasMessageContaining("refused");
    }
    assertThat(children()).isEqualTo(before);
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}

package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static io.quorate.replica.TestCluster.B;
import static io.quorate.replica.TestCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.FeatureLevel;
import io.quorate.core.NodeKind;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.PeerId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of several versions on one state. */
class FeatureLevelTest {
  @TempDir Path root;

  private static void refusedToStart(TestCluster cluster, String words) {
    assertThatThrownBy(() -> cluster.start(A, StartMode.RESTART))
        .isInstanceOf(ReplicaStartException.class)
        .hasMessageContaining(cluster.directory(A).toString())
        .hasMessageEndingWith(words);
  }

  @Test
  void aProgramThatDoesNotKnowTheLevelDoesNotStart() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).knowing(1, 3).bootstrap()) {
      cluster.put("k", "before");
      cluster.put("level", "2");
      cluster.put("k", "after");
      cluster.stop(A);

      cluster.knowing(1, 1);
      refusedToStart(
          cluster,
          "the cluster is at feature level 2, and this program works at level 1:"
              + " start a newer version of Quorate on this node");
      cluster.knowing(3, 4);
      refusedToStart(
          cluster,
          "the cluster is at feature level 2, and this program works at level 3 to 4:"
              + " start an older version of Quorate on this node");

      cluster.knowing(2, 3);
      cluster.start(A, StartMode.RESTART);
      cluster.awaitValue(A, "k", "after");
      cluster.put("k", "goes on");
      assertThat(cluster.at(A).<FeatureLevel>read(FeatureLevels::of))
          .isEqualTo(new FeatureLevel(2));
    }
  }

  @Test
  void beforeItIsRaisedAnyProgramMayStart() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).knowing(1, 3).bootstrap()) {
      cluster.put("k", "new");
      cluster.stop(A);
      cluster.knowing(1, 1);
      cluster.start(A, StartMode.RESTART);
      cluster.awaitValue(A, "k", "new");
      cluster.put("k", "old again");
      cluster.stop(A);
      cluster.knowing(1, 3);
      cluster.start(A, StartMode.RESTART);
      cluster.awaitValue(A, "k", "old again");
      assertThat(cluster.halt(A).reasons()).isEmpty();
    }
  }

  @Test
  void aRaiseThatANodeDoesNotKnowEndsItAndIsNotApplied() throws Exception {
    try (TestCluster cluster = new TestCluster(root)) {
      cluster.add("a", NodeKind.DATA);
      cluster.add("b", NodeKind.DATA);
      cluster.add("w", NodeKind.WITNESS);
      cluster.knowing(1, 2).start(A, StartMode.BOOTSTRAP);
      cluster.start(B, StartMode.BOOTSTRAP);
      cluster.knowing(1, 1).start(W, StartMode.BOOTSTRAP);
      cluster.awaitLeader(List.of(A, B));
      cluster.put("k", "before");
      cluster.awaitValue(W, "k", "before");
      cluster.put("level", "2");
      Eventually.await(
          "w ends", () -> cluster.halt(W).reasons().contains(HaltReason.LEVEL_REFUSED));
      assertThat(cluster.listener(W).lines()).noneMatch(line -> line.contains("level=2"));
      cluster.stop(W);
      cluster.put("k", "after");
      cluster.knowing(1, 2).start(W, StartMode.RESTART);
      cluster.awaitValue(W, "k", "after");
      for (PeerId id : List.of(A, B, W)) {
        assertThat(cluster.halt(id).reasons()).isEmpty();
      }
    }
  }

  @Test
  void aSnapshotOfALevelThatANodeDoesNotKnowEndsItAndTheNextVersionGoesOn() throws Exception {
    try (TestCluster cluster =
        TestCluster.ofThree(root).tweaked(SmallLog.SEGMENTS).knowing(1, 2).bootstrap()) {
      cluster.awaitDataLeader();
      cluster.put("before", "1");
      cluster.awaitValue(W, "before", "1");
      cluster.stop(W);
      cluster.put("level", "2");
      SmallLog.outrun(cluster, List.of(A, B), "first");

      cluster.knowing(1, 1).start(W, StartMode.RESTART);
      Eventually.await(
          "w ends", () -> cluster.halt(W).reasons().contains(HaltReason.LEVEL_REFUSED));
      assertThat(cluster.listener(W).lines()).doesNotContain("restored");
      cluster.stop(W);

      cluster.knowing(1, 2).start(W, StartMode.RESTART);
      cluster.awaitValue(W, "first-last", "yes");
      assertThat(cluster.halt(W).reasons()).isEmpty();
    }
  }
}

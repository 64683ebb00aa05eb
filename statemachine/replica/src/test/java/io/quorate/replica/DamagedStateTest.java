package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.raftlog.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose checkpoints or store are damaged starts whenever the rest is enough. */
class DamagedStateTest {
  @TempDir Path root;

  private static List<Path> checkpoints(TestCluster cluster) throws IOException {
    return DurableFiles.list(new StateFilesOf(cluster, A).layout().snapshotFolder());
  }

  private static Path newest(TestCluster cluster) throws IOException {
    List<Path> all = checkpoints(cluster);
    return all.get(all.size() - 1);
  }

  /** Damages what belongs to the checkpoint alone: its tables are hard links to the store's. */
  private static void damage(Path checkpoint) throws IOException {
    Files.writeString(checkpoint.resolve("CURRENT"), "MANIFEST-000001\n");
  }

  private static void startsWith(TestCluster cluster, String key) throws Exception {
    cluster.start(A, StartMode.RESTART);
    cluster.awaitValue(A, key, "1");
    cluster.put("after-" + key, "1");
    assertThat(cluster.halt(A).reasons()).isEmpty();
    cluster.stop(A);
  }

  private static List<Path> setAside(TestCluster cluster) throws IOException {
    return DurableFiles.list(new StateFilesOf(cluster, A).layout().damagedFolder());
  }

  /** One that came from a leader may be ahead of the store and of the log. */
  @Test
  void aDamagedCheckpointThatIsAheadOfTheStoreIsSetAside() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      cluster.put("first", "1");
      cluster.at(A).checkpoint().get(60, TimeUnit.SECONDS);
      cluster.put("second", "1");
      cluster.stop(A);
      Files.createDirectories(newest(cluster).resolveSibling("ckpt.9_99999"));
      startsWith(cluster, "second");
      assertThat(setAside(cluster)).singleElement().asString().endsWith("1.ckpt.9_99999");
    }
  }

  @Test
  void withADamagedNewestCheckpointTheOneBeforeAndTheLogAreUsed() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      cluster.put("first", "1");
      cluster.at(A).checkpoint().get(60, TimeUnit.SECONDS);
      cluster.put("second", "1");
      cluster.at(A).checkpoint().get(60, TimeUnit.SECONDS);
      cluster.put("third", "1");
      cluster.stop(A);
      damage(newest(cluster));
      DurableFiles.deleteTree(new StateFilesOf(cluster, A).layout().storeFolder());
      startsWith(cluster, "third");
      assertThat(setAside(cluster)).hasSize(1);
    }
  }

  @Test
  void whereTheLogDoesNotReachBackTheStoreMakesANewCheckpoint() throws Exception {
    try (TestCluster cluster = outrun()) {
      for (Path checkpoint : checkpoints(cluster)) {
        damage(checkpoint);
      }
      startsWith(cluster, "first-number");
      assertThat(setAside(cluster)).isNotEmpty();
      assertThat(checkpoints(cluster)).isNotEmpty();
      startsWith(cluster, "after-first-number");
    }
  }

  @Test
  void aDamagedStoreIsMadeAgain() throws Exception {
    try (TestCluster cluster = outrun()) {
      Path store = new StateFilesOf(cluster, A).layout().storeFolder();
      Files.writeString(store.resolve("CURRENT"), "MANIFEST-000001\n");
      startsWith(cluster, "first-number");
      assertThat(setAside(cluster)).singleElement().asString().endsWith("1.store");
    }
  }

  @Test
  void whereNothingIsEnoughTheRefusalNamesAllAndChangesNothing() throws Exception {
    try (TestCluster cluster = outrun()) {
      damage(newest(cluster));
      Path store = new StateFilesOf(cluster, A).layout().storeFolder();
      Files.writeString(store.resolve("CURRENT"), "MANIFEST-000001\n");
      assertThatThrownBy(() -> cluster.start(A, StartMode.RESTART))
          .isInstanceOf(DataRefusedException.class)
          .hasMessageContaining("the log begins with entry")
          .hasMessageContaining(newest(cluster).toString())
          .hasMessageContaining("A node is lost for good");
      assertThat(setAside(cluster)).isEmpty();
    }
  }

  /** A stopped node whose log begins where its checkpoint ends, and whose store is further. */
  private TestCluster outrun() throws Exception {
    TestCluster cluster =
        SingleNode.in(root)
            .tweaked(
                (properties, parameters) -> {
                  SingleNode.SMALL_DISK.apply(properties, parameters);
                  SmallLog.SEGMENTS.apply(properties, parameters);
                })
            .bootstrap();
    SmallLog.outrun(cluster, List.of(A), "first");
    cluster.put("first-number", "1");
    cluster.stop(A);
    LogFolder log = new LogFolder(new StateFilesOf(cluster, A).logFolder(), 1 << 20);
    assertThat(log.first()).isPositive();
    return cluster;
  }
}

package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.store.Table;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.LogPosition;
import io.quorate.replica.identity.StartMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  @TempDir Path root;

  /**
   * Copies what a kill would leave on disk: the node runs on, and its memory is not in the copy.
   * The store may merge tables meanwhile: so its list of tables is copied before the tables, and
   * all of it again when one of them is gone by then.
   */
  private static void copyTree(Path from, Path to) throws Exception {
    Eventually.await(
        "a copy of " + from,
        () -> {
          DurableFiles.deleteTree(to);
          try {
            copyOnce(from, to);
            return true;
          } catch (NoSuchFileException merged) {
            return false;
          }
        });
  }

  private static void copyOnce(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> tree = Files.walk(from)) {
      paths = tree.sorted(Comparator.comparing(path -> path.toString().endsWith(".sst"))).toList();
    } catch (UncheckedIOException merged) {
      throw merged.getCause();
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
      }
    }
  }

  private static void expectEachOnce(TestCluster cluster) {
    List<Long> counts =
        cluster
            .at(A)
            .<List<Long>>read(
                view ->
                    view.range(Table.COUNTERS, "at-", "at.", 10_000).stream()
                        .map(row -> row.value())
                        .toList());
    assertThat(counts).isNotEmpty().containsOnly(1L);
  }

  private static void restartExpecting(TestCluster cluster, String key) throws Exception {
    cluster.start(A, StartMode.RESTART);
    cluster.awaitValue(A, key, "1");
    expectEachOnce(cluster);
    cluster.put("after-" + key, "1");
    assertThat(cluster.halt(A).reasons()).isEmpty();
    cluster.stop(A);
  }

  @Test
  void appliesNothingTwiceAfterACrashOrAStop() throws Exception {
    try (TestCluster cluster = SingleNode.in(root.resolve("live")).bootstrap()) {
      cluster.put("early", "1");
      cluster.at(A).checkpoint().get(60, TimeUnit.SECONDS);
      cluster.put("late", "1");
      copyTree(root.resolve("live"), root.resolve("crashed"));
      cluster.stop(A);
      // The store was closed ahead of the newest checkpoint: Ratis replays what it already holds.
      restartExpecting(cluster, "late");
    }
    try (TestCluster crashed = SingleNode.in(root.resolve("crashed"))) {
      // The store is back at the checkpoint: what came later is in the log only.
      restartExpecting(crashed, "late");
    }
  }

  @Test
  void startsAfterAPowerFailureInTheMiddleOfAWrite() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      cluster.put("kept", "1");
      cluster.stop(A);
      Path log = new StateFilesOf(cluster, A).logFolder();
      Path open =
          DurableFiles.list(log).stream()
              .filter(path -> path.getFileName().toString().startsWith("log_inprogress"))
              .findFirst()
              .orElseThrow();
      LogPosition before = Replica.lastPosition(cluster.config(A, StartMode.RESTART));
      byte[] part = new byte[8192];
      part[0] = 100; // a record of 100 bytes, of which 40 came to the disk
      for (int i = 1; i < 40; i++) {
        part[i] = (byte) (i * 7);
      }
      Files.write(open, part, StandardOpenOption.APPEND);
      cluster.start(A, StartMode.RESTART);
      cluster.awaitValue(A, "kept", "1");
      cluster.put("goes-on", "1");
      assertThat(cluster.at(A).position().index()).isGreaterThan(before.last().index());
    }
  }

  @Test
  void refusesALogThatWasRolledBackLostOrWiped() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      cluster.put("first", "1");
      cluster.stop(A);
      Path raft = new StateFilesOf(cluster, A).layout().raftFolder();
      copyTree(raft, root.resolve("older"));
      cluster.start(A, StartMode.RESTART);
      cluster.put("second", "1");
      cluster.at(A).checkpoint().get(60, TimeUnit.SECONDS);
      cluster.stop(A);

      DurableFiles.deleteTree(raft);
      refused(cluster, "log is gone");
      DurableFiles.move(root.resolve("older"), raft);
      refused(cluster, "older than this node has been");
      DurableFiles.deleteTree(cluster.directory(A));
      refused(cluster, "empty");
    }
  }

  private static void refused(TestCluster cluster, String why) {
    assertThatThrownBy(() -> cluster.start(A, StartMode.RESTART))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(cluster.directory(A).toString());
  }
}

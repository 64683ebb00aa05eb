package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients declare, read, pause and resume groups at one time through different nodes, while nodes
 * are killed, stopped and ended. What they were told must be the work of one registry that does one
 * thing at a time. Again with {@code -Dfaults.seed=SEED -Dfaults.rounds=N}; the seed fixes what is
 * done, not how the machine's own timing meets it.
 */
final class HistoriesTest {
  private static final int LONG_ROUNDS = 30;
  private static final int GROUPS = 3;
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final int MAX_QUIET_MILLIS = 5_000;

  @TempDir private Path directory;

  @Test
  @Tag("long")
  void oneRound() throws Exception {
    rounds(Integer.getInteger("faults.rounds", 1));
  }

  @Test
  @Tag("long")
  void manyRounds() throws Exception {
    rounds(Integer.getInteger("faults.rounds", LONG_ROUNDS));
  }

  private void rounds(int rounds) throws Exception {
    SplittableRandom random = Chance.of("histories: " + rounds + " rounds");
    LocalClusterPlan plan =
        new LocalClusterPlan(
            directory, TestedProgram.launcher(), TimingProfile.LAN, random.split());
    try (LocalCluster cluster = LocalCluster.create(plan)) {
      for (LocalNode node : cluster.nodes()) {
        cluster.start(node, LocalStart.BOOTSTRAP);
      }
      cluster.await("a cluster of three", ClusterStates.formed(3), Scene.LIMIT);
      for (int round = 1; round <= rounds; round++) {
        round(cluster, round, random.split());
        new ReplicaStates(cluster, directory.resolve("states")).requireEqual();
      }
    }
  }

  private static void round(LocalCluster cluster, int round, SplittableRandom random)
      throws Exception {
    GroupHistories histories =
        new GroupHistories(
            IntStream.rangeClosed(1, GROUPS).mapToObj(n -> "round-" + round + "-" + n).toList());
    try (HistoryLoad load = HistoryLoad.begin(cluster, histories, random.split())) {
      load.underWay();
      long end = System.nanoTime() + ROUND.toNanos();
      while (System.nanoTime() - end < 0) {
        // Random faults need random distances; nothing is expected to have happened after one.
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_QUIET_MILLIS));
        NodeHarm.once(cluster, random);
      }
      load.end();
      cluster.await("three nodes", ClusterStates.formed(3), Scene.LIMIT);
      load.readBack();
    }
    Scene.say("round " + round + ": " + histories.summary());
    histories.check();
    for (String group : histories.groups()) {
      assertThat(histories.acknowledged(group)).as("changes of " + group).isPositive();
    }
  }
}

package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.NodeAddress;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.faults.StoreHistories.Space;
import io.quorate.linear.SpaceTold;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.v1.ConfigCommit;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients put, read, compare and set, delete, commit candidates and count through different nodes
 * at one time, and others watch, while nodes are killed, stopped and ended. What they were told
 * must be the work of one store that does one thing at a time, no watch may miss a newest value or
 * a deletion, all replicas end with the same rows, and whoever leads has the same digest at the
 * same revision. Again with {@code -Dfaults.seed=SEED -Dfaults.rounds=N}.
 */
final class StoreHistoriesTest {
  private static final int LONG_ROUNDS = 20;
  private static final Duration SHORT = Duration.ofSeconds(4);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int MAX_QUIET_MILLIS = 2_500;
  private static final int COMMITS = 1_000;

  @TempDir private Path directory;

  @Test
  void oneRound() throws Exception {
    rounds(1, SHORT);
  }

  @Test
  @Tag("long")
  void manyRounds() throws Exception {
    rounds(Integer.getInteger("faults.rounds", LONG_ROUNDS), LONG);
  }

  private void rounds(int rounds, Duration length) throws Exception {
    SplittableRandom random = Chance.of("histories of the store: " + rounds + " rounds");
    LocalClusterPlan plan =
        new LocalClusterPlan(
            directory, TestedProgram.launcher(), TimingProfile.LAN, random.split());
    try (LocalCluster cluster = LocalCluster.create(plan)) {
      for (LocalNode node : cluster.nodes()) {
        cluster.start(node, LocalStart.BOOTSTRAP);
      }
      cluster.await("a cluster of three", ClusterStates.formed(3), Scene.LIMIT);
      for (int round = 1; round <= rounds; round++) {
        StoreHistories histories = new StoreHistories("round-" + round);
        cluster.apply(spec(histories.group()), Scene.LIMIT);
        round(cluster, histories, length, random.split());
        new ReplicaStates(cluster, directory.resolve("states")).requireEqual();
        equalDigests(cluster, histories.group());
      }
    }
  }

  private static GroupSpec spec(String group) {
    return GroupSpec.newBuilder()
        .setName(group)
        .addMembers(GroupMember.newBuilder().setNode("a"))
        .addMembers(GroupMember.newBuilder().setNode("b"))
        .build();
  }

  private static void round(
      LocalCluster cluster, StoreHistories histories, Duration length, SplittableRandom random)
      throws Exception {
    SortedMap<String, NodeAddress> nodes = new TreeMap<>();
    cluster.nodes().forEach(node -> nodes.put(node.node().value(), node.api()));
    try (StoreLoad load = StoreLoad.begin(nodes, histories, random.split())) {
      load.underWay();
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() - end < 0) {
        // Random faults need random distances; nothing is expected to have happened after one.
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_QUIET_MILLIS));
        NodeHarm.once(cluster, random);
      }
      cluster.await("three nodes", ClusterStates.formed(3), Scene.LIMIT);
      Map<Space, SortedMap<String, SpaceTold.Found>> ends = load.end();
      Scene.say(histories.group() + ": " + histories.summary());
      histories.check(ends);
    }
    for (Space space : Space.values()) {
      assertThat(histories.acknowledged(space)).as("writes of " + space).isPositive();
    }
  }

  /** The digests of all commits are the same when another node leads. */
  private static void equalDigests(LocalCluster cluster, String group) throws Exception {
    SortedMap<Long, String> before = digests(cluster, group);
    assertThat(before).isNotEmpty();
    String led = cluster.await("a leader", ClusterStates.formed(3), Scene.LIMIT).getLeader();
    LocalNode leader = cluster.node(led);
    cluster.crash(leader);
    cluster.await(
        "another leader",
        status -> ClusterStates.formed(2).test(status) && !status.getLeader().equals(led),
        Scene.LIMIT);
    assertThat(digests(cluster, group)).isEqualTo(before);
    cluster.stop(leader, Scene.LIMIT);
    cluster.start(leader, LocalStart.AGAIN);
  }

  private static SortedMap<Long, String> digests(LocalCluster cluster, String group)
      throws Exception {
    SortedMap<Long, String> digests = new TreeMap<>();
    for (ConfigCommit commit :
        cluster
            .client()
            .configuration()
            .log(GetConfigLogRequest.newBuilder().setGroup(group).setLimit(COMMITS).build())
            .getCommitsList()) {
      digests.put(commit.getRevision(), commit.getDigest());
    }
    return digests;
  }
}

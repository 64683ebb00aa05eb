package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.ClientSettings;
import io.quorate.client.NoQuorumException;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.client.UnknownOutcomeException;
import io.quorate.client.UnreachableException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretRecipient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets are put through different nodes, and sealed anew under one data key after the other,
 * while nodes are killed, ended and stopped. No write is refused for that, each secret opens on
 * each data node in the end, and no file of any node shows one. Again with {@code
 * -Dfaults.seed=SEED -Dfaults.rounds=N}.
 */
@Tag("long")
final class SecretRotationTest {
  private static final int ROUNDS = 30;
  private static final int MAX_QUIET_MILLIS = 2_500;
  private static final long END_SECONDS = 120;
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final GroupSpec GROUP =
      GroupSpec.newBuilder()
          .setName("vault")
          .addMembers(GroupMember.newBuilder().setNode("a"))
          .addMembers(GroupMember.newBuilder().setNode("b"))
          .build();

  @TempDir private Path directory;
  private final List<SecretWriter> writers = new ArrayList<>();
  private volatile boolean over;
  private int rotated;

  @Test
  void secretsOutliveKillsAndRotations() throws Exception {
    int rounds = Integer.getInteger("faults.rounds", ROUNDS);
    SplittableRandom random = Chance.of("rotation of secrets: " + rounds + " rounds");
    LocalClusterPlan plan =
        new LocalClusterPlan(
            directory, TestedProgram.launcher(), TimingProfile.LAN, random.split());
    ExecutorService threads = Executors.newCachedThreadPool();
    try (LocalCluster cluster = LocalCluster.create(plan)) {
      for (LocalNode node : cluster.nodes()) {
        cluster.start(node, LocalStart.BOOTSTRAP);
      }
      cluster.await("a cluster of three", ClusterStates.formed(3), Scene.LIMIT);
      cluster.apply(GROUP, Scene.LIMIT);
      List<Future<?>> working = begin(cluster, threads);
      for (int round = 0; round < rounds; round++) {
        // Random faults need random distances; nothing is expected to have happened after one.
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_QUIET_MILLIS));
        NodeHarm.once(cluster, random);
      }
      cluster.await("three nodes", ClusterStates.formed(3), Scene.LIMIT);
      over = true;
      for (Future<?> worker : working) {
        worker.get(END_SECONDS, TimeUnit.SECONDS);
      }
      check(cluster);
    } finally {
      over = true;
      threads.shutdownNow();
      writers.forEach(SecretWriter::close);
    }
  }

  private List<Future<?>> begin(LocalCluster cluster, ExecutorService threads) {
    List<NodeAddress> nodes = cluster.nodes().stream().map(LocalNode::api).toList();
    List<Future<?>> working = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      List<NodeAddress> order = new ArrayList<>(nodes);
      Collections.rotate(order, i);
      SecretWriter writer = new SecretWriter("writer-" + i, GROUP.getName(), order);
      writers.add(writer);
      working.add(
          threads.submit(
              () -> {
                while (!over) {
                  writer.put();
                }
                return writer;
              }));
    }
    working.add(
        threads.submit(
            () -> {
              try (QuorateClient client = client(nodes)) {
                while (!over) {
                  rotate(client);
                }
              }
              return this;
            }));
    return working;
  }

  private static QuorateClient client(List<NodeAddress> nodes) {
    return new QuorateClient(
        new ClientSettings(nodes, ATTEMPT, CALL, "test", () -> UUID.randomUUID().toString()));
  }

  private void rotate(QuorateClient client) throws Exception {
    try {
      client.secrets().rotate(RotateSecretsRequest.getDefaultInstance());
      rotated++;
    } catch (NoQuorumException | UnreachableException | UnknownOutcomeException faults) {
      Scene.say("rotation: " + faults.getMessage());
    } catch (RefusedException underWay) {
      assertThat(underWay.reasons())
          .as("%s", underWay.getMessage())
          .allMatch(reason -> reason.getReason().equals("ROTATION_UNDER_WAY"));
      TimeUnit.MILLISECONDS.sleep(100); // as one does who waits for it
    }
  }

  private void check(LocalCluster cluster) throws Exception {
    for (LocalNode node : cluster.nodes()) {
      try (QuorateClient client = client(List.of(node.api()))) {
        Scene.until(
            "one data key that every data node opens, as " + node.node() + " says",
            Scene.LIMIT,
            () -> settled(client.secrets().keys()));
        for (SecretWriter writer : writers) {
          writer.check(client);
        }
      }
    }
    for (LocalNode node : cluster.nodes()) {
      cluster.stop(node, Scene.LIMIT);
      assertThat(filesWith(node.data(), SecretWriter.MARK)).as("on %s", node.node()).isEmpty();
    }
    int put = writers.stream().mapToInt(SecretWriter::acknowledged).sum();
    Scene.say("secrets: " + put + " put, " + rotated + " rotations begun");
    assertThat(writers).allMatch(writer -> writer.acknowledged() > 0);
    assertThat(rotated).isPositive();
  }

  private static boolean settled(SecretKeys keys) {
    return keys.getKeysCount() == 1
        && keys.getRecipientsList().stream().noneMatch(SecretRecipient::getMismatch);
  }

  private static List<Path> filesWith(Path folder, String text) throws Exception {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}

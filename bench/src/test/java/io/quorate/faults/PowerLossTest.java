package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.ClientSettings;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.core.config.TimingProfile;
import io.quorate.server.demo.LocalNode;
import io.quorate.server.demo.StartMode;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power of one, two or all nodes fails at random moments while clients change groups: processes
 * die and disks lose what was not forced to them. Every node starts again by itself, and all that
 * was acknowledged is there on each. Again with {@code -Dfaults.seed=SEED -Dfaults.rounds=N}; the
 * seed fixes what is done, not how the machine's own timing meets it.
 */
final class PowerLossTest {
  private static final int SHORT_ROUNDS = 3;
  private static final int LONG_ROUNDS = 200;
  private static final int ROUNDS_PER_HISTORY = 10;
  private static final int GROUPS = 3;
  private static final int MAX_LOAD_MILLIS = 1_500;
  private static final int MIN_CHANGES = 5;
  private static final long DISK = 640L << 20;
  private static final Duration ATTEMPT = Duration.ofSeconds(2);

  @TempDir private Path directory;
  private final Map<LocalNode, LoopDisk> disks = new TreeMap<>(PowerLossTest::byName);

  private static int byName(LocalNode one, LocalNode other) {
    return one.node().compareTo(other.node());
  }

  @Test
  void fewRounds() throws Exception {
    rounds(Integer.getInteger("faults.rounds", SHORT_ROUNDS));
  }

  @Test
  @Tag("long")
  void manyRounds() throws Exception {
    rounds(Integer.getInteger("faults.rounds", LONG_ROUNDS));
  }

  private void rounds(int rounds) throws Exception {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    Scene.say("power loss: " + rounds + " rounds, -Dfaults.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path place = Files.createDirectory(directory.resolve("cluster"));
    try (Scene scene = Scene.prepared(place, TimingProfile.LAN, random.nextLong())) {
      for (LocalNode node : scene.cluster().nodes()) {
        Path image = directory.resolve(node.node() + ".img");
        disks.put(node, LoopDisk.make(image, node.data(), DISK));
      }
      scene.form();
      scene.cluster().apply(scene.cluster().groupSpec(), Scene.LIMIT);
      scene.heal();
      for (int done = 0; done < rounds; done += ROUNDS_PER_HISTORY) {
        history(scene, done, Math.min(rounds, done + ROUNDS_PER_HISTORY), random);
      }
    } finally {
      for (LoopDisk disk : disks.values()) {
        disk.close();
      }
    }
  }

  private void history(Scene scene, int done, int until, SplittableRandom random) throws Exception {
    GroupHistories histories =
        new GroupHistories(
            IntStream.rangeClosed(1, GROUPS).mapToObj(n -> "power-" + done + "-" + n).toList());
    for (int round = done + 1; round <= until; round++) {
      try (HistoryLoad load = HistoryLoad.begin(scene.cluster(), histories, random.split())) {
        long before = histories.declarations();
        Scene.until(
            "acknowledged changes",
            Scene.LIMIT,
            () -> histories.declarations() >= before + MIN_CHANGES);
        // From here on power fails at a random moment; nothing is waited for.
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_LOAD_MILLIS));
        List<LocalNode> hit = hit(scene, random);
        Scene.say("round " + round + ": power of " + hit.stream().map(LocalNode::node).toList());
        fail(scene, hit);
        load.end();
        scene.heal();
        load.readBack();
      }
      histories.check();
      for (LocalNode node : scene.cluster().nodes()) {
        holdsAll(node, histories);
      }
    }
    Scene.say("power loss: " + histories.summary());
  }

  /** Often one, seldom all. */
  private static List<LocalNode> hit(Scene scene, SplittableRandom random) {
    List<LocalNode> nodes = new ArrayList<>(scene.cluster().nodes());
    Collections.shuffle(nodes, new Random(random.nextLong()));
    int chance = random.nextInt(10);
    int count = chance < 4 ? 1 : chance < 7 ? 2 : 3;
    return nodes.subList(0, count);
  }

  private void fail(Scene scene, List<LocalNode> hit) throws Exception {
    LoopDisk.cutPower(hit.stream().map(this::disk).toList());
    for (LocalNode node : hit) {
      scene.cluster().crash(node);
    }
    for (LocalNode node : hit) {
      scene.cluster().stop(node, Scene.LIMIT);
      disk(node).powerUp();
      scene.cluster().start(node, StartMode.AGAIN);
    }
  }

  private LoopDisk disk(LocalNode node) {
    return Objects.requireNonNull(disks.get(node));
  }

  /** The node's own copy comes to have all that anybody was told is done. */
  private static void holdsAll(LocalNode node, GroupHistories histories) throws Exception {
    ClientSettings settings =
        new ClientSettings(
            List.of(node.api()), ATTEMPT, ATTEMPT, "faults", () -> UUID.randomUUID().toString());
    try (QuorateClient client = new QuorateClient(settings)) {
      Scene.until(
          "all that was acknowledged, on " + node.node(),
          Scene.LIMIT,
          () -> holdsAll(client, histories));
    }
  }

  private static boolean holdsAll(QuorateClient client, GroupHistories histories) {
    try {
      Status own = client.status(GetStatusRequest.newBuilder().setLocal(true).build());
      assertThat(own.getSource()).isEqualTo(Status.Source.LOCAL);
      Map<String, Long> revisions = new TreeMap<>();
      for (GroupStatus group : own.getGroupsList()) {
        revisions.put(group.getName(), group.getRevision());
      }
      return histories.groups().stream()
          .allMatch(group -> revisions.getOrDefault(group, 0L) >= histories.acknowledged(group));
    } catch (QuorateException notYet) {
      return false;
    }
  }
}

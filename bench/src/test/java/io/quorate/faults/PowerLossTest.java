package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private static final int SHORT_ROUNDS = 1;
  private static final int LONG_ROUNDS = 200;
  private static final int ROUNDS_PER_HISTORY = 10;
  private static final int GROUPS = 3;
  private static final int MAX_LOAD_MILLIS = 1_500;
  private static final int MIN_CHANGES = 5;
  private static final int ELECTION_EACH = 4;
  private static final int MAX_VOTE_MILLIS = 30;
  private static final long DISK = 640L << 20;

  @TempDir private Path directory;
  private final Map<LocalNode, LoopDisk> disks = new TreeMap<>(PowerLossTest::byName);
  private final Set<String> deleted = new TreeSet<>();

  private static int byName(LocalNode one, LocalNode other) {
    return one.node().compareTo(other.node());
  }

  @Test
  @Tag("long")
  void fewRounds() throws Exception {
    rounds(Integer.getInteger("faults.rounds", SHORT_ROUNDS));
  }

  @Test
  @Tag("long")
  void manyRounds() throws Exception {
    rounds(Integer.getInteger("faults.rounds", LONG_ROUNDS));
  }

  private void rounds(int rounds) throws Exception {
    SplittableRandom random = Chance.of("power loss: " + rounds + " rounds");
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
      try (HistoryLoad load = HistoryLoad.begin(scene.cluster(), histories, random.split());
          LocalViews views = new LocalViews(scene.cluster().nodes())) {
        long before = histories.declarations();
        Scene.until(
            "acknowledged changes",
            Scene.LIMIT,
            () -> histories.declarations() >= before + MIN_CHANGES);
        if (random.nextInt(ELECTION_EACH) == 0) {
          failAtElection(scene, views, random, round);
        } else {
          failUnderLoad(scene, random, round);
        }
        load.end();
        scene.heal();
        load.readBack();
        awaitEverywhere(scene, views, histories);
        if (round == until) {
          histories.check();
          // A later round costs what the first did; and what was deleted stays away, as all else.
          load.deleteGroups();
          deleted.addAll(histories.groups());
          awaitEverywhere(scene, views, histories);
        }
      }
    }
    Scene.say("power loss: " + histories.summary());
  }

  private void awaitEverywhere(Scene scene, LocalViews views, GroupHistories histories)
      throws Exception {
    for (LocalNode node : scene.cluster().nodes()) {
      Scene.until(
          "all that was acknowledged, on " + node.node(),
          Scene.LIMIT,
          () -> views.of(node).filter(own -> holdsAll(own, histories)).isPresent());
    }
  }

  /** At any moment; of one node, two or all. */
  private void failUnderLoad(Scene scene, SplittableRandom random, int round) throws Exception {
    List<LocalNode> nodes = new ArrayList<>(scene.cluster().nodes());
    Collections.shuffle(nodes, new Random(random.nextLong()));
    int chance = random.nextInt(10);
    int count = chance < 4 ? 1 : chance < 7 ? 2 : 3;
    // Nothing is waited for: this is what random means here.
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_LOAD_MILLIS));
    fail(scene, nodes.subList(0, count), "round " + round);
  }

  /** The leader has died, and the power of the others fails as soon as they vote. */
  private void failAtElection(Scene scene, LocalViews views, SplittableRandom random, int round)
      throws Exception {
    // Leadership may have been handed on before the crash: then that was the election.
    Status before = scene.await("a leader", ClusterStates.formed(1));
    LocalNode leader = scene.node(before.getLeader());
    List<LocalNode> others = new ArrayList<>(scene.cluster().nodes());
    others.remove(leader);
    Collections.shuffle(others, new Random(random.nextLong()));
    scene.cluster().crash(leader);
    Scene.until("an election", Scene.LIMIT, () -> views.term(others) > before.getTerm());
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_VOTE_MILLIS));
    fail(scene, others.subList(0, random.nextInt(1, 3)), "round " + round + ", at an election");
    scene.restart(leader);
  }

  private void fail(Scene scene, List<LocalNode> hit, String when) throws Exception {
    LoopDisk.cutPower(hit.stream().map(this::disk).toList());
    for (LocalNode node : hit) {
      scene.cluster().crash(node);
    }
    Scene.say(when + ": power of " + hit.stream().map(LocalNode::node).toList());
    for (LocalNode node : hit) {
      scene.cluster().stop(node, Scene.LIMIT);
      disk(node).powerUp();
      scene.cluster().start(node, LocalStart.AGAIN);
    }
  }

  private LoopDisk disk(LocalNode node) {
    return Objects.requireNonNull(disks.get(node));
  }

  /** Whether a node's own copy has all that anybody was told is done. */
  private boolean holdsAll(Status own, GroupHistories histories) {
    assertThat(own.getSource()).isEqualTo(Status.Source.LOCAL);
    Map<String, Long> revisions = new TreeMap<>();
    for (GroupStatus group : own.getGroupsList()) {
      revisions.put(group.getName(), group.getRevision());
    }
    return deleted.stream().noneMatch(revisions::containsKey)
        && histories.groups().stream()
            .filter(group -> !deleted.contains(group))
            .allMatch(group -> revisions.getOrDefault(group, 0L) >= histories.acknowledged(group));
  }
}

package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.faults.StoreHistories.Space;
import io.quorate.linear.SpaceTold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The histories of the store while nodes are cut off: from everybody, from the other nodes alone,
 * or in one direction. A node that clients reach and that reaches no other must tell nobody
 * anything that is over, and whoever watches by way of it misses nothing in the end.
 */
@Tag("long")
final class StorePartitionsTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final int MAX_QUIET_MILLIS = 3_000;
  private static final int MAX_CUT_MILLIS = 5_000;

  @TempDir private Path directory;

  @Test
  void nothingIsLostNorGoesBack() throws Exception {
    SplittableRandom random = Chance.of("histories of the store with partitions");
    StoreHistories histories = new StoreHistories("partitions");
    try (SeparateNodes nodes =
        SeparateNodes.begin(NodesPlan.of(directory, TimingProfile.LAN), random.split())) {
      nodes.declare(nodes.idleGroup(histories.group(), 1));
      try (StoreLoad load = StoreLoad.begin(nodes.addresses(), histories, random.split())) {
        load.underWay();
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() - end < 0) {
          // Random faults need random distances; nothing is expected to have happened after one.
          TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_QUIET_MILLIS));
          String node = SeparateNodes.NAMES.get(random.nextInt(SeparateNodes.NAMES.size()));
          cut(nodes, node, random.nextInt(4));
          TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_CUT_MILLIS));
          nodes.networks().join(node);
        }
        nodes.heal();
        Map<Space, SortedMap<String, SpaceTold.Found>> ends = load.end();
        Scene.say(histories.group() + ": " + histories.summary());
        histories.check(ends);
      }
    }
    for (Space space : Space.values()) {
      assertThat(histories.acknowledged(space)).as("writes of " + space).isPositive();
    }
  }

  private static void cut(SeparateNodes nodes, String node, int how) {
    Networks networks = nodes.networks();
    Scene.say("cut " + node + " in way " + how);
    switch (how) {
      case 0 -> networks.cut(node);
      case 1 -> networks.mute(node);
      case 2 -> networks.deafen(node);
      default -> {
        for (String other : SeparateNodes.NAMES) {
          if (!other.equals(node)) {
            networks.between(node, other, LinkQuality.CUT);
            networks.between(other, node, LinkQuality.CUT);
          }
        }
      }
    }
  }
}

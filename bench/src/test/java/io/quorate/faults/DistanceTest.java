package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.Outage;
import io.quorate.server.local.ServiceRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes far from each other, with the profile that is made for that. */
final class DistanceTest {
  private static final LinkQuality FAR =
      new LinkQuality(Duration.ofMillis(300), Duration.ofMillis(40), 15);
  private static final Duration SHORT = Duration.ofSeconds(25);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path directory;

  @Test
  @Tag("long")
  void nothingFailsOverForAWhile() throws Exception {
    serves(SHORT);
  }

  @Test
  @Tag("long")
  void nothingFailsOverForTenMinutes() throws Exception {
    serves(LONG);
  }

  private void serves(Duration time) throws Exception {
    SplittableRandom random = Chance.of("300 ms each way");
    try (SeparateNodes nodes =
        SeparateNodes.begin(NodesPlan.of(directory, TimingProfile.WAN), random)) {
      nodes.leaderApart();
      String active = nodes.active();
      long epoch = nodes.epoch();
      ServiceRun before = nodes.lastRun(active);
      nodes.networks().betweenNodes(FAR);
      long answers = nodes.watcher().timeline().answers();
      nodes.awaitAlive(active, time);
      nodes.neverTwo();
      assertThat(nodes.epoch()).as("failed over").isEqualTo(epoch);
      assertThat(nodes.lastRun(active).pid()).isEqualTo(before.pid());
      Scene.say(
          "300 ms each way for "
              + time.toSeconds()
              + " s: epoch "
              + epoch
              + " all the time, "
              + (nodes.watcher().timeline().answers() - answers)
              + " answers, longest time without "
              + longest(nodes)
              + " ms; "
              + nodes.networks().traffic());
    }
  }

  private static long longest(SeparateNodes nodes) {
    return nodes.watcher().timeline().outages().stream()
        .map(Outage::length)
        .mapToLong(Duration::toMillis)
        .max()
        .orElse(0);
  }
}

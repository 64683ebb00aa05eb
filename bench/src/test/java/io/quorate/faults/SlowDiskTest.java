package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.QuorateException;
import io.quorate.core.config.TimingProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of a node stops answering for some seconds, while the registry is being written to. */
@Tag("long")
final class SlowDiskTest {
  private static final List<Integer> STALLS_MILLIS = List.of(1_000, 4_000);
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private static final long DISK = 1_200L << 20;

  @TempDir private Path directory;
  private final Map<String, LoopDisk> disks = new TreeMap<>();
  private SeparateNodes nodes;
  private int changes;

  @BeforeEach
  void begin() throws Exception {
    NodesPlan plan = NodesPlan.of(directory, TimingProfile.LAN);
    for (String name : SeparateNodes.NAMES) {
      Path image = directory.resolve(name + ".img");
      disks.put(name, LoopDisk.make(image, plan.data(name), DISK));
    }
    nodes = SeparateNodes.begin(plan, new SplittableRandom());
  }

  @AfterEach
  void end() throws Exception {
    if (nodes != null) {
      nodes.close();
    }
    for (LoopDisk disk : disks.values()) {
      disk.close();
    }
  }

  @Test
  void theActives() throws Exception {
    for (int millis : STALLS_MILLIS) {
      nodes.leaderApart();
      stall(nodes.active(), millis, "active");
    }
  }

  @Test
  void theLeaders() throws Exception {
    for (int millis : STALLS_MILLIS) {
      nodes.leaderApart();
      stall(nodes.leader(), millis, "leader");
    }
  }

  private void stall(String node, int millis, String what) throws Exception {
    long epoch = nodes.epoch();
    String leader = nodes.leader();
    LoopDisk disk = Objects.requireNonNull(disks.get(node));
    long frozen = System.nanoTime();
    disk.freeze();
    try {
      long end = frozen + TimeUnit.MILLISECONDS.toNanos(millis);
      while (System.nanoTime() - end < 0) {
        write();
      }
    } finally {
      disk.thaw();
    }
    long thawed = System.nanoTime();
    nodes.awaitWhole();
    long whole = System.nanoTime() - thawed;
    nodes.awaitAlive(nodes.active(), AFTERWARDS);
    nodes.neverTwo();
    long silence =
        nodes.watcher().timeline().outages().stream()
            .filter(outage -> outage.next().receivedNanos() - frozen > 0)
            .mapToLong(outage -> outage.length().toMillis())
            .max()
            .orElse(0);
    Scene.say(
        "disk of the "
            + what
            + " stalled for "
            + millis
            + " ms: epoch "
            + epoch
            + " -> "
            + nodes.epoch()
            + ", leader "
            + leader
            + " -> "
            + nodes.leader()
            + ", longest time without an answer "
            + silence
            + " ms, whole "
            + whole / 1_000_000
            + " ms after the stall");
    assertThat(nodes.epoch() - epoch).isLessThanOrEqualTo(1);
  }

  /** Something that must reach a disk; whether it does in time is not asked. */
  private void write() throws Exception {
    try {
      nodes.declare(nodes.idleGroup("more-" + changes++ % 8, changes));
    } catch (QuorateException notNow) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}

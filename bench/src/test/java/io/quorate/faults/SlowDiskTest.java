package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.QuorateException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ProcessRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of a node stops answering for some seconds, or is slow for longer, while the registry is
 * being written to.
 */
@Tag("long")
final class SlowDiskTest {
  private static final List<Integer> STALLS_MILLIS = List.of(1_000, 4_000);
  private static final int SLOW_WRITES_PER_SECOND = 5;
  private static final Duration SLOW = Duration.ofSeconds(20);
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

  @Test
  void theActivesIsSlow() throws Exception {
    nodes.leaderApart();
    slow(nodes.active(), "active");
  }

  @Test
  void theLeadersIsSlow() throws Exception {
    nodes.leaderApart();
    slow(nodes.leader(), "leader");
  }

  private void stall(String node, int millis, String what) throws Exception {
    LoopDisk disk = Objects.requireNonNull(disks.get(node));
    during(
        "disk of the " + what + " stalled for " + millis + " ms",
        () -> {
          disk.freeze();
          try {
            writeFor(Duration.ofMillis(millis));
          } finally {
            disk.thaw();
          }
          return "";
        });
  }

  private void slow(String node, String what) throws Exception {
    String device = Objects.requireNonNull(disks.get(node)).device();
    List<String> pids = nodes.networks().pids(node, Set.of(ProcessRole.AGENT));
    assertThat(pids).hasSize(1);
    during(
        "disk of the " + what + " at " + SLOW_WRITES_PER_SECOND + " writes/s for " + SLOW,
        () -> {
          try (WriteBrake brake = WriteBrake.on(pids, device, SLOW_WRITES_PER_SECOND)) {
            int declared = writeFor(SLOW);
            assertThat(brake.writes())
                .as("writes by the group that is slow")
                .isBetween(10L, SLOW_WRITES_PER_SECOND * (SLOW.toSeconds() + 5));
            return ", " + declared + " changes, " + brake.writes() + " writes";
          }
        });
  }

  private interface Fault {
    String happens() throws Exception;
  }

  private void during(String what, Fault fault) throws Exception {
    long epoch = nodes.epoch();
    String leader = nodes.leader();
    long begun = System.nanoTime();
    String more = fault.happens();
    long ended = System.nanoTime();
    nodes.awaitWhole();
    long whole = System.nanoTime() - ended;
    nodes.awaitAlive(nodes.active(), AFTERWARDS);
    nodes.neverTwo();
    long silence =
        nodes.watcher().timeline().outages().stream()
            .filter(outage -> outage.next().receivedNanos() - begun > 0)
            .mapToLong(outage -> outage.length().toMillis())
            .max()
            .orElse(0);
    Scene.say(
        what
            + more
            + ": epoch "
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
            + " ms after it");
    assertThat(nodes.epoch() - epoch).isLessThanOrEqualTo(1);
  }

  /**
   * Changes what must reach disks, again and again.
   *
   * @return how many changes were acknowledged
   */
  private int writeFor(Duration time) throws Exception {
    int acknowledged = 0;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      acknowledged += write();
    }
    return acknowledged;
  }

  /** One change, which may be refused or come too late. */
  private int write() throws Exception {
    try {
      nodes.declare(nodes.idleGroup("more-" + changes++ % 8, changes));
      return 1;
    } catch (QuorateException notNow) {
      TimeUnit.MILLISECONDS.sleep(20);
      return 0;
    }
  }
}

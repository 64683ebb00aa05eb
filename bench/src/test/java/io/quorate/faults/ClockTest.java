package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ServiceRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall clock of node a is wrong from the start, and jumps. Needs Debian's {@code libfaketime};
 * skipped without.
 */
@Tag("long")
final class ClockTest {
  private static final Duration WATCHED = Duration.ofSeconds(4);
  private static final int HOUR = 3_600;
  private static final int JUMP = 600;

  @TempDir private Path directory;
  private @Nullable SeparateNodes begun;
  private int now;

  private void begin(int seconds) throws Exception {
    Path library = library();
    Files.createDirectories(directory);
    now = seconds;
    set(seconds);
    Map<String, String> fake = new TreeMap<>();
    fake.put("LD_PRELOAD", library.toString());
    fake.put("FAKETIME_TIMESTAMP_FILE", offset().toString());
    fake.put("FAKETIME_NO_CACHE", "1");
    // The monotonic clock stays true, and waiting goes by it: without the second of these, every
    // wait with a limit ends at once.
    fake.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    fake.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    Map<String, Map<String, String>> environments = new TreeMap<>();
    environments.put("a", fake);
    begun =
        SeparateNodes.begin(
            new NodesPlan(directory, TimingProfile.LAN, environments), new SplittableRandom());
  }

  @AfterEach
  void end() throws Exception {
    SeparateNodes nodes = begun;
    if (nodes != null) {
      nodes.close();
    }
  }

  private SeparateNodes nodes() {
    return Objects.requireNonNull(begun);
  }

  private Path offset() {
    return directory.resolve("offset");
  }

  @Test
  void aClockThatIsAnHourFastAndJumpsMakesNeverTwo() throws Exception {
    wrongBy(HOUR);
  }

  @Test
  void aClockThatIsAnHourSlowAndJumpsMakesNeverTwo() throws Exception {
    wrongBy(-HOUR);
  }

  /**
   * On the standby a jump changes nothing, on the active only one forward may end a lease early.
   */
  private void wrongBy(int seconds) throws Exception {
    begin(seconds);
    nodes().switchover("b");
    jump(-JUMP, "standby");
    jump(JUMP, "standby");
    nodes().switchover("a");
    assertThat(seen("a")).as("a's clock is not wrong").isTrue();
    jump(-JUMP, "active");
    forwardOnTheActive();
    long epoch = nodes().epoch();
    String active = nodes().active();
    long lost = System.nanoTime();
    nodes().networks().crash(active);
    long began = nodes().awaitServing(SeparateNodes.other(active));
    Scene.say("clock wrong by an hour, active lost: " + (began - lost) / 1_000_000 + " ms");
    nodes().heal();
    assertThat(nodes().epoch()).isGreaterThan(epoch);
  }

  private void jump(int seconds, String role) throws Exception {
    String active = nodes().active();
    long epoch = nodes().epoch();
    now += seconds;
    set(now);
    nodes().awaitAlive(active, WATCHED);
    assertThat(nodes().epoch()).as("a jump of " + seconds + " s on the " + role).isEqualTo(epoch);
    nodes().neverTwo();
    Scene.say("clock of the " + role + " jumped by " + seconds + " s: nothing changed");
  }

  private void forwardOnTheActive() throws Exception {
    long epoch = nodes().epoch();
    ServiceRun before = nodes().lastRun("a");
    long jumped = System.nanoTime();
    now += JUMP;
    set(now);
    long watched = jumped + WATCHED.toNanos();
    Scene.until(
        "service after the jump",
        Scene.LIMIT,
        () -> nodes().watcher().timeline().last().orElseThrow().receivedNanos() - watched > 0);
    nodes().awaitWhole();
    nodes().neverTwo();
    List<ServiceRun> runs = new ArrayList<>(nodes().logs().runs());
    runs.removeIf(run -> run.firstNanos() - before.firstNanos() <= 0);
    Scene.say(
        "clock of the active jumped by "
            + JUMP
            + " s: "
            + (runs.isEmpty()
                ? "nothing changed"
                : "lease ended early, the next service began "
                    + (runs.get(0).firstNanos() - jumped) / 1_000_000
                    + " ms later on "
                    + runs.get(0).node())
            + ", epoch "
            + epoch
            + " -> "
            + nodes().epoch());
  }

  /** Whether the service on a node is under the wrong clock too, as all of its machine is. */
  private boolean seen(String node) throws Exception {
    try (var lines = Files.lines(directory.resolve("service").resolve(node + ".served.log"))) {
      String last = lines.reduce((one, later) -> later).orElseThrow();
      long wall = Long.parseLong(last.split(" ", 5)[3]);
      return Math.abs(wall - System.currentTimeMillis() - now * 1_000L) < 60_000;
    }
  }

  private void set(int seconds) throws Exception {
    Path next =
        Files.writeString(directory.resolve("offset.next"), String.format("%+d%n", seconds));
    Files.move(next, offset(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path library() throws Exception {
    Path found = Path.of("missing");
    try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
      for (Path folder : folders) {
        Path library = folder.resolve("faketime").resolve("libfaketimeMT.so.1");
        found = Files.exists(library) ? library : found;
      }
    }
    assumeTrue(Files.exists(found), "skipped: needs libfaketime (Debian package libfaketime)");
    return found;
  }
}

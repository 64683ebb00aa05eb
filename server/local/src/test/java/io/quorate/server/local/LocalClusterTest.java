package io.quorate.server.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.files.GroupFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster's own mechanics, with stand-ins for nodes. */
final class LocalClusterTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");

  @Test
  void writesFilesThatNodesTake() throws Exception {
    try (LocalCluster cluster = cluster("exit 0")) {
      assertThat(cluster.nodes()).hasSize(3);
      assertThat(GroupFiles.read(cluster.groupFile(), new TreeMap<>()).findings()).isEmpty();
      assertThat(cluster.peerOf("a").node().value()).isEqualTo("b");
    }
  }

  @Test
  void aCrashKillsWhatLeftTheSessionToo() throws Exception {
    try (LocalCluster cluster = cluster("setsid sleep 300 & sleep 300 & wait")) {
      LocalNode a = cluster.node("a");
      LocalNode b = cluster.node("b");
      cluster.start(a, LocalStart.BOOTSTRAP);
      cluster.start(b, LocalStart.AGAIN);
      awaitProcesses(cluster, a, 3);
      awaitProcesses(cluster, b, 3);

      List<LiveProcess> killed = cluster.crash(a);

      assertThat(killed).hasSize(3);
      assertThat(killed).extracting(LiveProcess::role).contains(ProcessRole.AGENT);
      assertThat(cluster.processes(a)).isEmpty();
      assertThat(cluster.processes(b)).hasSize(3);
    }
  }

  @Test
  void closingLeavesNothingAndNothingStartsAfterwards() throws Exception {
    LocalCluster cluster = cluster("trap '' TERM; setsid sleep 300 & wait; sleep 300");
    cluster.start(cluster.node("a"), LocalStart.BOOTSTRAP);
    awaitProcesses(cluster, cluster.node("a"), 2);

    cluster.close();
    cluster.close();

    assertThat(cluster.processes()).isEmpty();
    assertThatThrownBy(() -> cluster.start(cluster.node("a"), LocalStart.AGAIN))
        .isInstanceOf(LocalClusterException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void signalsReachTheRoleAndAStopIsWaitedFor() throws Exception {
    String script = "trap 'exit 7' TERM; echo trapped; while :; do sleep 0.05; done";
    try (LocalCluster cluster = cluster(script)) {
      LocalNode a = cluster.node("a");
      cluster.start(a, LocalStart.BOOTSTRAP);
      awaitLine(cluster, a, "trapped");

      // Only the shell, though what it forks looks like it until it is a sleep.
      assertThat(cluster.signal(a, ProcessRole.AGENT, ProcessSignal.STOP)).hasSize(1);
      assertThat(cluster.signal(a, ProcessRole.GUARD, ProcessSignal.KILL)).isEmpty();
      cluster.signal(a, ProcessRole.AGENT, ProcessSignal.CONT);
      assertThat(cluster.stop(a, LIMIT)).isEqualTo(7);
    }
  }

  @Test
  void aNodeThatEndsByItselfEndsTheWaitingWithItsLastWords() throws Exception {
    try (LocalCluster cluster = cluster("echo no disk; exit 1")) {
      cluster.start(cluster.node("a"), LocalStart.BOOTSTRAP);

      assertThatThrownBy(() -> cluster.await("anything", status -> false, LIMIT))
          .isInstanceOf(LocalClusterException.class)
          .hasMessageContaining("node a has ended with exit code 1: no disk");
    }
  }

  private static void awaitLine(LocalCluster cluster, LocalNode node, String line) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!cluster.lastLines(node, 1).contains(line)) {
      assertThat(System.nanoTime() - end).as("waited too long").isNegative();
      Thread.onSpinWait();
    }
  }

  private static void awaitProcesses(LocalCluster cluster, LocalNode node, int count)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (cluster.processes(node).size() < count) {
      assertThat(System.nanoTime() - end).as("waited too long").isNegative();
      Thread.onSpinWait();
    }
  }

  private LocalCluster cluster(String script) throws IOException, LocalClusterException {
    Path program = folder.resolve("stand-in");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return LocalCluster.create(
        new LocalClusterPlan(
            folder.resolve("cluster"),
            new NodeLauncher(List.of(program.toString())),
            TimingProfile.FAST,
            new SplittableRandom()));
  }
}

package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.NodeLauncher;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Hook;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeState;
import io.quorate.v1.Resource;
import io.quorate.v1.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks, ports, files and commands that are not as they should be. */
final class SurroundingsTest {
  private static final long DISK = 420L << 20;

  @TempDir private static Path directory;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    scene = Scene.begin(Files.createDirectory(directory.resolve("cluster")), TimingProfile.LAN);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void aBadNodeFileIsRefusedWithItsLine() throws Exception {
    Path file = directory.resolve("bad.yaml");
    Files.writeString(file, "cluster: x\nnode: a\ncolour: red\n");
    RunOutcome outcome = RunOutcome.of(List.of("server", "--config", file.toString()));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("bad.yaml:3").contains("colour");
  }

  @Test
  void twoNodesWithOneNameAreRefused() throws Exception {
    Path file = directory.resolve("twins.yaml");
    String good = Files.readString(scene.node("a").file());
    Files.writeString(file, good.replace("node: b", "node: a"));
    RunOutcome outcome = RunOutcome.of(List.of("server", "--config", file.toString()));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("twins.yaml:").contains("a");
  }

  @Test
  @Tag("long")
  void aPortInUseIsNamed() throws Exception {
    Scene other =
        Scene.prepared(Files.createDirectory(directory.resolve("port")), TimingProfile.LAN, 1);
    try (other) {
      LocalNode node = other.node("a");
      for (int port : List.of(node.ports().api(), node.ports().raft())) {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
          RunOutcome outcome =
              RunOutcome.of(List.of("server", "--config", node.file().toString(), "--bootstrap"));
          assertThat(outcome.exitCode()).isEqualTo(1);
          assertThat(outcome.output()).contains(Integer.toString(taken.getLocalPort()));
        }
      }
    }
  }

  @Test
  void aSecondNodeOnTheSameDataIsRefused() throws Exception {
    RunOutcome outcome =
        RunOutcome.of(List.of("server", "--config", scene.node("w").file().toString()));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("error: node w cannot start");
    scene.heal();
  }

  @Test
  @Tag("long")
  void wipedAndForeignDataAreRefused() throws Exception {
    LocalNode witness = scene.node("w");
    scene.cluster().crash(witness);
    Path aside = witness.directory().resolve("aside");
    Files.move(witness.data(), aside);
    List<String> start = List.of("server", "--config", witness.file().toString());
    refused(RunOutcome.of(start), "w");
    clear(witness.data());
    refused(RunOutcome.of(List.of(start.get(0), start.get(1), start.get(2), "--bootstrap")), "w");
    clear(witness.data());
    LocalNode other = scene.node("b");
    Path foreign = directory.resolve("foreign.yaml");
    Files.writeString(
        foreign,
        Files.readString(other.file())
            .replace("data_directory: " + other.data(), "data_directory: " + aside));
    scene.cluster().crash(other);
    refused(RunOutcome.of(List.of("server", "--config", foreign.toString())), "b");
    Files.move(aside, witness.data());
    scene.heal();
  }

  @Test
  void aReadOnlyDirectoryIsNamed() throws Exception {
    Scene other =
        Scene.prepared(Files.createDirectory(directory.resolve("readonly")), TimingProfile.LAN, 2);
    LocalNode node = other.node("a");
    try (other;
        SmallDisk disk = SmallDisk.mount(node.data(), 64L << 20)) {
      disk.readOnly();
      RunOutcome outcome =
          RunOutcome.of(List.of("server", "--config", node.file().toString(), "--bootstrap"));
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.output()).contains(node.data().toString()).contains("ead-only");
    }
  }

  @Test
  @Tag("long")
  void whatIsKilledLeavesNothingInTheTemporaryFolder() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Path place = Files.createDirectory(directory.resolve("killed"));
    try (LocalCluster cluster = LocalCluster.create(plan(place, launcher(temporary)))) {
      form(cluster);
      for (LocalNode node : cluster.nodes()) {
        cluster.crash(node);
      }
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  @Tag("long")
  void aTemporaryFolderThatRunsNothingIsBorne() throws Exception {
    Path place = Files.createDirectory(directory.resolve("borne"));
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("noexec"), 64L << 20);
        LocalCluster cluster = LocalCluster.create(plan(place, launcher(disk.place())))) {
      disk.runNothing();
      form(cluster);
      for (LocalNode node : cluster.nodes()) {
        assertThat(Files.readString(node.log()))
            .contains("native libraries are loaded by way of " + node.data())
            .doesNotContain("Epoll is unavailable");
      }
      assertThat(disk.place()).isEmptyDirectory();
    }
  }

  @Test
  void aMachineThatRunsNoLibraryIsNamed() throws Exception {
    Path place = Files.createDirectory(directory.resolve("nowhere"));
    NodeLauncher launcher = launcher(place);
    try (SmallDisk disk = SmallDisk.mount(place, 64L << 20);
        LocalCluster cluster = LocalCluster.create(plan(place, launcher))) {
      disk.runNothing();
      List<String> start = new ArrayList<>(launcher.command());
      start.addAll(List.of("server", "--config", cluster.node("a").file().toString()));
      start.add("--bootstrap");
      RunOutcome outcome = RunOutcome.ofProgram(start);
      refused(outcome, "a");
      assertThat(outcome.lastLine()).contains("noexec").contains("java.io.tmpdir=");
    }
  }

  private static LocalClusterPlan plan(Path place, NodeLauncher launcher) {
    return new LocalClusterPlan(place, launcher, TimingProfile.LAN, new SplittableRandom(4));
  }

  private static NodeLauncher launcher(Path temporary) {
    return TestedProgram.launcher().withJvmOption("-Djava.io.tmpdir=" + temporary);
  }

  private static void form(LocalCluster cluster) throws Exception {
    for (LocalNode node : cluster.nodes()) {
      cluster.start(node, LocalStart.BOOTSTRAP);
    }
    cluster.await("a cluster of three", ClusterStates.formed(3), Scene.LIMIT);
  }

  @Test
  @Tag("long")
  void aFullDiskEndsTheNodeAndTheOtherTakesOver() throws Exception {
    Scene other =
        Scene.prepared(Files.createDirectory(directory.resolve("full")), TimingProfile.LAN, 3);
    LocalNode node = other.node("a");
    try (SmallDisk disk = SmallDisk.mount(node.data(), DISK);
        other) {
      Scene.say("a disk of " + (DISK >> 20) + " MiB on " + disk.place());
      other.form();
      other.cluster().apply(other.cluster().groupSpec(), Scene.LIMIT);
      other.heal();
      if (!other.active().equals(node)) {
        long before = other.epoch();
        other.switchover(node);
        other.takenOver(node, before);
      }
      other.heal();
      long epoch = other.epoch();
      Path ballast = node.data().resolve("ballast");
      fill(ballast);
      int exit = other.driveUntilEnd(node);
      assertThat(exit).isBetween(71, 76);
      Duration outage = other.takenOver(other.node("b"), epoch);
      Scene.say("disk full, exit code " + exit + ": outage " + outage.toMillis() + " ms");
      Files.delete(ballast);
      other.heal();
    }
  }

  @Test
  void aHookThatHangsOrFloodsIsBoundedAndSeen() throws Exception {
    Hook hangs =
        Hook.newBuilder()
            .addAllPromote(List.of("/bin/sh", "-c", "sleep 600"))
            .setTimeout(com.google.protobuf.Duration.newBuilder().setSeconds(1))
            .build();
    Hook floods =
        Hook.newBuilder()
            .addAllPromote(List.of("/bin/sh", "-c", "yes flood | head -c 30000000; exit 3"))
            .build();
    scene.cluster().apply(hooked("hangs", hangs), Scene.LIMIT);
    scene.cluster().apply(hooked("floods", floods), Scene.LIMIT);
    Status status =
        scene.await(
            "both failures",
            s -> !failures(s, "hangs").isEmpty() && !failures(s, "floods").isEmpty());
    assertThat(failures(status, "hangs").get(0).getCause()).contains("1");
    assertThat(failures(status, "floods").get(0).getCause())
        .contains("flood")
        .hasSizeLessThan(2_000);
    Scene.say("hook that hangs: " + failures(status, "hangs").get(0).getCause());
    Scene.say("hook that floods: " + failures(status, "floods").get(0).getCause().strip());
    scene.heal();
  }

  private static GroupSpec hooked(String name, Hook hook) {
    return GroupSpec.newBuilder()
        .setName(name)
        .addAllMembers(scene.cluster().groupSpec().getMembersList())
        .addResources(Resource.newBuilder().setName("hook").setHook(hook))
        .build();
  }

  private static List<MemberStatus> failures(Status status, String group) {
    return status.getGroupsList().stream()
        .filter(g -> g.getName().equals(group))
        .flatMap(g -> g.getMembersList().stream())
        .filter(m -> m.getState() == NodeState.NODE_FAILED && !m.getCause().isEmpty())
        .toList();
  }

  private static void refused(RunOutcome outcome, String node) {
    Scene.say("refused: " + outcome.lastLine());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("error: node " + node + " cannot start");
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full.getMessage()).containsIgnoringCase("space");
    }
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalWire;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ProcessSignal;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Service;
import io.quorate.v1.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed one by one and together; the service goes on or fails over. */
final class KillTest {
  @TempDir private static Path directory;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    scene = Scene.begin(directory, TimingProfile.LAN, LocalWire.PROVEN);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @BeforeEach
  void heal() throws Exception {
    scene.heal();
  }

  @Test
  @Tag("long")
  void agentAndGuardOfTheActive() throws Exception {
    scene.leaderApart();
    LocalNode active = scene.active();
    long epoch = scene.epoch();
    scene.cluster().crash(active);
    Duration outage = scene.takenOver(scene.peerOf(active), epoch);
    Scene.say("agent and guard killed: outage " + outage.toMillis() + " ms");
    scene.heal();
  }

  @Test
  @Tag("long")
  void agentGuardAndLeashAtOnceLeaveNothingOfAnIsolatedService() throws Exception {
    GroupSpec plain = scene.cluster().groupSpec();
    scene.cluster().apply(isolatedAndForking(plain), Scene.LIMIT);
    moveRole();
    LocalNode active = scene.active();
    long epoch = scene.epoch();
    assertThat(scene.servicePids(active)).as("what was forked among them").hasSizeGreaterThan(2);

    killAllButTheService(active);

    // Long before the agent could be back, or another node serve.
    Scene.until("the end of all", Scene.LIMIT, () -> scene.servicePids(active).isEmpty());
    scene.signal(active, ProcessRole.AGENT, ProcessSignal.KILL);
    Duration outage = scene.takenOver(scene.peerOf(active), epoch);
    Scene.say("agent, guard and leash killed at once: outage " + outage.toMillis() + " ms");
    scene.cluster().apply(plain, Scene.LIMIT);
    scene.heal();
    moveRole();
  }

  private static GroupSpec isolatedAndForking(GroupSpec plain) {
    GroupSpec.Builder changed = plain.toBuilder();
    Service.Builder service = changed.getResourcesBuilder(0).getServiceBuilder();
    List<String> command = List.copyOf(service.getCommandList());
    service
        .clearCommand()
        .addAllCommand(List.of("/bin/sh", "-c", "setsid sleep 100000 & exec \"$@\"", "sh"))
        .addAllCommand(command)
        .setIsolation("pid-namespace");
    return changed.build();
  }

  /** At one moment, as the kernel ends a cgroup that has run out of memory. */
  private static void killAllButTheService(LocalNode node) throws Exception {
    List<String> kill = new ArrayList<>(List.of("/bin/sh", "-c", "kill -9 \"$@\"", "kill"));
    scene.cluster().processes(node).stream()
        .filter(process -> process.role() != ProcessRole.SERVICE)
        .forEach(process -> kill.add(Long.toString(process.id().pid())));
    new ProcessBuilder(kill).start().waitFor();
  }

  @Test
  @Tag("long")
  void onlyTheGuardOfTheActive() throws Exception {
    LocalNode active = scene.active();
    long epoch = scene.epoch();
    List<Long> before = scene.servicePids(active);
    assertThat(scene.signal(active, ProcessRole.GUARD, ProcessSignal.KILL)).isNotEmpty();
    Scene.until(
        "another service instead of the one that died with its guard",
        Scene.LIMIT,
        () -> servesWithout(before));
    assertThat(scene.watcher().timeline().awaitAnswers(9, Scene.LIMIT)).isTrue();
    Scene.say("guard killed: served again, epoch " + epoch + " -> " + scene.epoch());
    scene.heal();
  }

  @Test
  @Tag("long")
  void onlyTheAgentOfTheActive() throws Exception {
    scene.leaderApart();
    LocalNode active = scene.active();
    long epoch = scene.epoch();
    List<Long> service = scene.servicePids(active);
    assertThat(service).hasSize(1);
    assertThat(scene.signal(active, ProcessRole.AGENT, ProcessSignal.KILL)).isNotEmpty();
    assertThat(scene.servicePids(active)).as("serves on under its guard").isEqualTo(service);
    Duration outage = scene.takenOver(scene.peerOf(active), epoch);
    assertThat(scene.servicePids(active)).isEmpty();
    Scene.say("agent killed: outage " + outage.toMillis() + " ms");
    scene.heal();
  }

  @Test
  @Tag("long")
  void anAgentThatIsBackWithinTheLeaseGoesOn() throws Exception {
    GroupSpec lan = scene.cluster().groupSpec();
    Timing wan =
        Timing.newBuilder()
            .setProfile("wan")
            .setLease(com.google.protobuf.Duration.newBuilder().setSeconds(60))
            .build();
    scene.cluster().apply(lan.toBuilder().setTiming(wan).build(), Scene.LIMIT);
    moveRole();
    LocalNode active = scene.active();
    long epoch = scene.epoch();
    List<Long> service = scene.servicePids(active);
    assertThat(service).hasSize(1);
    scene.signal(active, ProcessRole.AGENT, ProcessSignal.KILL);
    Scene.until("its end", Scene.LIMIT, () -> !scene.runs(active, ProcessRole.AGENT));
    scene.restart(active);
    scene.heal();
    assertThat(scene.epoch()).isEqualTo(epoch);
    assertThat(scene.servicePids(active)).as("re-adopted, not restarted").isEqualTo(service);
    scene.cluster().apply(lan, Scene.LIMIT);
    moveRole();
  }

  @Test
  @Tag("long")
  void theLeader() throws Exception {
    scene.leaderApart();
    long epoch = scene.epoch();
    LocalNode leader = scene.leader();
    scene.cluster().crash(leader);
    scene.await(
        "another leader",
        status ->
            ClusterStates.formed(2).test(status)
                && !status.getLeader().equals(leader.node().value()));
    scene.heal();
    assertThat(scene.epoch()).as("the service went on").isEqualTo(epoch);
  }

  @Test
  @Tag("long")
  void theActiveThatAlsoLeads() throws Exception {
    scene.leaderApart();
    LocalNode leader = scene.leader();
    if (leader.equals(scene.node("w"))) {
      scene.await("a data node that leads", s -> !s.getLeader().equals("w"));
      leader = scene.leader();
    }
    scene.switchover(leader);
    String name = leader.node().value();
    boolean both =
        scene
            .await("both in one", ClusterStates.settledAt(Scene.GROUP, name))
            .getLeader()
            .equals(name);
    long epoch = scene.epoch();
    scene.cluster().crash(leader);
    Duration outage = scene.takenOver(scene.peerOf(leader), epoch);
    Scene.say("active killed, led too: " + both + ": outage " + outage.toMillis() + " ms");
    scene.heal();
  }

  @Test
  @Tag("long")
  void theWitnessAndThenTheStandby() throws Exception {
    long epoch = scene.epoch();
    LocalNode active = scene.active();
    for (LocalNode node : List.of(scene.node("w"), scene.peerOf(active))) {
      scene.cluster().crash(node);
      scene.await(
          "its absence seen",
          status ->
              status.getNodesList().stream()
                  .anyMatch(n -> n.getNode().equals(node.node().value()) && !n.getOnline()));
      scene.heal();
      assertThat(scene.epoch())
          .as("nothing happens when " + node.node() + " dies")
          .isEqualTo(epoch);
    }
  }

  @Test
  @Tag("long")
  void theOneThatMissedTheLastChangesCatchesUpBeforeItIsGranted() throws Exception {
    LocalNode active = scene.active();
    LocalNode other = scene.peerOf(active);
    long epoch = scene.epoch();
    scene.cluster().crash(other);
    for (int change = 0; change < 20; change++) {
      GroupSpec more =
          GroupSpec.newBuilder()
              .setName("missed-" + change)
              .addAllMembers(scene.cluster().groupSpec().getMembersList())
              .build();
      scene.cluster().apply(more, Scene.LIMIT);
    }
    scene.cluster().crash(active);
    scene.restart(other);
    Duration outage = scene.takenOver(other, epoch);
    Scene.say("both data nodes killed, one is back: outage " + outage.toMillis() + " ms");
    scene.await(
        "the changes that it missed",
        status ->
            status.getGroupsList().stream()
                    .filter(group -> group.getName().startsWith("missed-"))
                    .count()
                == 20);
    scene.heal();
  }

  @Test
  @Tag("long")
  void aStoppedActiveIsReplacedAndComesBackAsStandby() throws Exception {
    scene.leaderApart();
    LocalNode active = scene.active();
    long epoch = scene.epoch();
    assertThat(scene.signal(active, ProcessRole.AGENT, ProcessSignal.STOP)).isNotEmpty();
    Duration outage = scene.takenOver(scene.peerOf(active), epoch);
    assertThat(scene.servicePids(active)).isEmpty();
    long stopped = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Scene.until("a long stop", Scene.LIMIT, () -> System.nanoTime() - stopped > 0);
    scene.signal(active, ProcessRole.AGENT, ProcessSignal.CONT);
    scene.heal();
    assertThat(scene.active()).isEqualTo(scene.peerOf(active));
    assertThat(scene.servicePids(active)).isEmpty();
    Scene.say("active stopped: outage " + outage.toMillis() + " ms");
  }

  private static boolean servesWithout(List<Long> before) throws Exception {
    List<Long> now = new ArrayList<>(scene.servicePids(scene.node("a")));
    now.addAll(scene.servicePids(scene.node("b")));
    return !now.isEmpty() && now.stream().noneMatch(before::contains);
  }

  private static void moveRole() throws Exception {
    LocalNode target = scene.peerOf(scene.active());
    long epoch = scene.epoch();
    scene.switchover(target);
    scene.takenOver(target, epoch);
    scene.heal();
  }
}

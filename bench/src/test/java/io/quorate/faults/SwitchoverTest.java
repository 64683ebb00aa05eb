package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.Outage;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ProcessSignal;
import io.quorate.v1.FailoverPolicy;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Hook;
import io.quorate.v1.Resource;
import io.quorate.v1.ResourceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles move on request, come back when the target cannot start, and leave services that die. */
final class SwitchoverTest {
  @TempDir private static Path directory;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    scene = Scene.begin(directory, TimingProfile.LAN);
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
  void underLoad() throws Exception {
    LocalNode target = scene.peerOf(scene.active());
    long epoch = scene.epoch();
    scene.switchover(target);
    Duration outage = scene.takenOver(target, epoch);
    Scene.say("switchover: outage " + outage.toMillis() + " ms");
    scene.heal();
  }

  @Test
  @Tag("long")
  void aTargetThatCannotStartGivesTheRoleBack() throws Exception {
    GroupSpec good = scene.cluster().groupSpec();
    LocalNode old = scene.active();
    LocalNode target = scene.peerOf(old);
    long epoch = scene.epoch();
    Hook refuses =
        Hook.newBuilder()
            .addAllPromote(
                List.of(
                    "/bin/sh",
                    "-c",
                    "echo no disk; [ \"$QUORATE_NODE\" != " + target.node().value() + " ]"))
            .build();
    Resource hook = Resource.newBuilder().setName("refuses").setHook(refuses).build();
    scene
        .cluster()
        .apply(
            good.toBuilder()
                .clearResources()
                .addResources(hook)
                .addAllResources(good.getResourcesList())
                .build(),
            Scene.LIMIT);
    scene.switchover(target);
    assertThat(scene.watcher().timeline().awaitEpochAfter(epoch, Scene.LIMIT)).isTrue();
    Outage outage = scene.watcher().timeline().takeoverAfter(epoch).orElseThrow();
    assertThat(scene.active()).isEqualTo(old);
    assertThat(scene.epoch()).isEqualTo(epoch + 2);
    Scene.until("UNDONE", Scene.LIMIT, () -> scene.happened("SWITCHOVER_UNDONE", epoch));
    assertThat(scene.happened("PROMOTION_FAILED", epoch)).isTrue();
    Scene.say("switchover undone: outage " + outage.length().toMillis() + " ms");
    scene.cluster().apply(good, Scene.LIMIT);
    scene.heal();
  }

  @Test
  void aServiceThatDiesIsRestartedInPlaceAndThenTheRoleMoves() throws Exception {
    GroupSpec good = scene.cluster().groupSpec();
    scene
        .cluster()
        .apply(
            good.toBuilder().setFailover(FailoverPolicy.newBuilder().setMaxRestarts(1)).build(),
            Scene.LIMIT);
    LocalNode active = scene.active();
    long epoch = scene.epoch();
    List<Long> first = kill(active);
    scene.await(
        "its restart in place",
        status ->
            status.getGroupsList().stream()
                .flatMap(group -> group.getMembersList().stream())
                .flatMap(member -> member.getResourcesList().stream())
                .anyMatch(resource -> restarted(resource, first)));
    assertThat(scene.epoch()).isEqualTo(epoch);
    Scene.until(
        "an answer", Scene.LIMIT, () -> scene.watcher().timeline().awaitAnswers(9, Scene.LIMIT));
    kill(active);
    Duration outage = scene.takenOver(scene.peerOf(active), epoch);
    assertThat(scene.happened("RELOCATION_STARTED", epoch)).isTrue();
    scene.givenBack(epoch);
    Scene.say("service died twice, role moved: outage " + outage.toMillis() + " ms");
    scene.cluster().apply(good, Scene.LIMIT);
  }

  @Test
  @Tag("long")
  void aNodeThatIsToldToStopHandsItsRoleOver() throws Exception {
    handsOver("SIGTERM to the active", scene.active());
  }

  /** The log has another leader in the middle of it, which has heard of nobody yet. */
  @Test
  void aLeaderThatIsToldToStopHandsItsRoleOverToo() throws Exception {
    LocalNode active = scene.active();
    if (!scene.leader().equals(active)) {
      LocalNode peer = scene.peerOf(active);
      scene.signal(peer, ProcessRole.AGENT, ProcessSignal.KILL);
      scene.await("the leader beside its role", Scene.leads(active));
      scene.heal(); // leadership stays here until the other has been steady for 10 s
      assertThat(scene.leader()).isEqualTo(active);
    }
    handsOver("SIGTERM to the active that leads", active);
  }

  private static void handsOver(String what, LocalNode active) throws Exception {
    long epoch = scene.epoch();
    assertThat(scene.cluster().stop(active, Scene.LIMIT)).isIn(0, 143);
    Duration outage = scene.takenOver(scene.peerOf(active), epoch);
    scene.givenBack(epoch);
    assertThat(scene.cluster().processes(active)).isEmpty();
    Scene.say(what + ": outage " + outage.toMillis() + " ms");
    scene.heal();
  }

  private static List<Long> kill(LocalNode node) throws Exception {
    List<Long> pids = scene.servicePids(node);
    assertThat(pids).isNotEmpty();
    scene.signal(node, ProcessRole.SERVICE, ProcessSignal.KILL);
    return pids;
  }

  private static boolean restarted(ResourceStatus resource, List<Long> before) {
    return resource.getName().equals("echo")
        && resource.getState().equals("up")
        && !before.contains(resource.getPid());
  }
}

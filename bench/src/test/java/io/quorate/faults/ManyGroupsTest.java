package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.config.TimingProfile;
import io.quorate.server.demo.LocalNode;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Phase;
import io.quorate.v1.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand groups on three nodes. */
final class ManyGroupsTest {
  private static final int GROUPS = 1_000;
  private static final int CALLERS = 8;

  @TempDir private Path directory;

  @Test
  @Tag("long")
  void allGroupsOfALostNodeAreServedByTheOther() throws Exception {
    try (Scene scene = Scene.prepared(directory, TimingProfile.LAN, System.nanoTime())) {
      scene.form();
      long began = System.nanoTime();
      declare(scene);
      Scene.say(GROUPS + " groups declared in " + millisSince(began) + " ms");
      Status status = scene.await("all active", ManyGroupsTest::allActive);
      Scene.say("all active after " + millisSince(began) + " ms");
      LocalNode lost = scene.node(holds(status, "a") >= holds(status, "b") ? "a" : "b");
      String other = scene.peerOf(lost).node().value();
      Scene.say(lost.node() + " holds " + holds(status, lost.node().value()));
      long killed = System.nanoTime();
      scene.cluster().crash(lost);
      scene.await("all on " + other, s -> allActive(s) && holds(s, other) == GROUPS);
      Scene.say("all on " + other + " after " + millisSince(killed) + " ms");
      assertThat(millisSince(killed)).isLessThan(Scene.LIMIT.toMillis());
      long restarted = System.nanoTime();
      scene.restart(lost);
      scene.await("all can move back", s -> eligible(s, lost.node().value()) == GROUPS);
      Scene.say("all have a standby again after " + millisSince(restarted) + " ms");
    }
  }

  private static void declare(Scene scene) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int number = 0; number < GROUPS; number++) {
        GroupSpec spec =
            GroupSpec.newBuilder()
                .setName("g" + number)
                .addAllMembers(scene.cluster().groupSpec().getMembersList())
                .build();
        calls.add(
            callers.submit(
                () -> {
                  scene.cluster().apply(spec, Scene.LIMIT);
                  return spec;
                }));
      }
      for (Future<?> call : calls) {
        call.get(Scene.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static boolean allActive(Status status) {
    return status.getSource() == Status.Source.QUORUM
        && status.getGroupsList().stream().filter(g -> g.getPhase() == Phase.ACTIVE).count()
            == GROUPS;
  }

  private static long holds(Status status, String node) {
    return status.getGroupsList().stream().filter(g -> g.getHolder().equals(node)).count();
  }

  private static long eligible(Status status, String node) {
    return status.getGroupsList().stream()
        .map(GroupStatus::getMembersList)
        .filter(
            members -> members.stream().anyMatch(m -> m.getNode().equals(node) && m.getEligible()))
        .count();
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}

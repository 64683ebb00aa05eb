package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.v1.GroupStatus;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All three nodes go at once and are started again, as after a power cut of the building. */
final class AllAtOnceTest {
  @TempDir private static Path directory;
  private static SeparateNodes nodes;
  private static int declared;

  @BeforeAll
  static void begin() throws Exception {
    nodes = SeparateNodes.begin(NodesPlan.of(directory, TimingProfile.LAN), new SplittableRandom());
  }

  @AfterAll
  static void end() throws Exception {
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  @Tag("long")
  void crashed() throws Exception {
    again(
        "killed",
        () -> {
          for (String name : SeparateNodes.NAMES) {
            nodes.networks().crash(name);
          }
        });
  }

  @Test
  @Tag("long")
  void toldToEnd() throws Exception {
    again("told to end", () -> SeparateNodes.NAMES.forEach(nodes::terminate));
  }

  private interface Harm {
    void done() throws Exception;
  }

  private static void again(String what, Harm harm) throws Exception {
    nodes.heal();
    long epoch = nodes.epoch();
    String name = "kept-" + declared++;
    nodes.declare(nodes.idleGroup(name, declared));
    long begun = System.nanoTime();
    harm.done();
    for (String node : SeparateNodes.NAMES) {
      nodes.awaitEnd(node);
    }
    long ended = System.nanoTime();
    nodes.heal();
    long whole = System.nanoTime();
    assertThat(nodes.epoch()).as("an epoch that was acknowledged").isGreaterThanOrEqualTo(epoch);
    assertThat(nodes.await("all groups", status -> true).getGroupsList())
        .extracting(GroupStatus::getName)
        .as("what was acknowledged")
        .contains(name);
    Scene.say(
        "all three "
            + what
            + ": ended within "
            + (ended - begun) / 1_000_000
            + " ms, whole again "
            + (whole - ended) / 1_000_000
            + " ms after the start, epoch "
            + epoch
            + " -> "
            + nodes.epoch());
  }
}

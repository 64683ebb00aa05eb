package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.demo.ServiceRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cables are pulled, in networks of their own. */
final class PartitionTest {
  private static final Duration WATCHED = Duration.ofSeconds(12);

  @TempDir private static Path directory;
  private static SeparateNodes nodes;

  @BeforeAll
  static void begin() throws Exception {
    nodes = SeparateNodes.begin(directory, new SplittableRandom());
  }

  @AfterAll
  static void end() throws Exception {
    if (nodes != null) {
      nodes.close();
    }
  }

  @BeforeEach
  void heal() throws Exception {
    nodes.heal();
  }

  @Test
  void anActiveThatIsCutOffStopsBeforeTheOtherStarts() throws Exception {
    String active = nodes.active();
    String other = active.equals("a") ? "b" : "a";
    nodes.networks().cut(active);
    nodes.awaitServing(other);
    ServiceRun last = nodes.lastRun(active);
    ServiceRun next = nodes.lastRun(other);
    assertThat(last.lastNanos()).isLessThan(next.firstNanos());
    long gap = (next.firstNanos() - last.lastNanos()) / 1_000_000;
    Scene.say("active cut off: dead " + gap + " ms before the other began");
    nodes.heal();
  }

  @Test
  @Tag("long")
  void aStandbyThatIsCutOffChangesNothing() throws Exception {
    String active = nodes.active();
    String other = active.equals("a") ? "b" : "a";
    ServiceRun before = nodes.lastRun(active);
    nodes.networks().cut(other);
    nodes.awaitAlive(active, WATCHED);
    nodes.heal();
    ServiceRun after = nodes.lastRun(active);
    assertThat(after.pid()).isEqualTo(before.pid());
    assertThat(after.epoch()).isEqualTo(before.epoch());
  }

  @Test
  @Tag("long")
  void withoutTheWitnessNobodyTakesOver() throws Exception {
    String active = nodes.active();
    String other = active.equals("a") ? "b" : "a";
    long runs = nodes.logs().runs().size();
    nodes.networks().cut("w");
    nodes.networks().crash(active);
    long end = System.nanoTime() + WATCHED.toNanos();
    Scene.until("some time", Scene.LIMIT, () -> System.nanoTime() - end > 0);
    assertThat(nodes.logs().runs()).hasSize((int) runs);
    for (String command : List.of("status", "explain")) {
      RunOutcome outcome = nodes.ask(other, command);
      Scene.say(command + " without quorum: " + outcome.exitCode() + "\n" + outcome.output());
      assertThat(outcome.exitCode()).isEqualTo(3);
      assertThat(outcome.output()).contains("majority");
    }
    nodes.networks().join("w");
    nodes.awaitServing(other);
    nodes.heal();
  }
}

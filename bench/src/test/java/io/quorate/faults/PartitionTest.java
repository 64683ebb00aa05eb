package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ServiceRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cables are pulled or carry one way only, in networks of their own. */
final class PartitionTest {
  private static final Duration WATCHED = Duration.ofSeconds(12);
  private static final Duration FLAPPING = Duration.ofSeconds(30);
  private static final int FLAP_MIN_MILLIS = 300;
  private static final int FLAP_MAX_MILLIS = 900;

  @TempDir private static Path directory;
  private static SeparateNodes nodes;

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

  @BeforeEach
  void heal() throws Exception {
    nodes.heal();
  }

  @Test
  void anActiveThatIsCutOffStopsBeforeTheOtherStarts() throws Exception {
    String active = nodes.active();
    long cut = System.nanoTime();
    nodes.networks().cut(active);
    takenOver(active, cut, "active cut off");
    nodes.heal();
  }

  /** It is told nothing any more, though the leader goes on hearing it. */
  @Test
  @Tag("long")
  void anActiveThatIsHeardButHearsNothingGivesWay() throws Exception {
    nodes.leaderApart();
    String active = nodes.active();
    long cut = System.nanoTime();
    nodes.networks().deafen(active);
    takenOver(active, cut, "active heard, hears nothing");
    nodes.heal();
  }

  @Test
  @Tag("long")
  void anActiveThatHearsButIsNotHeardGivesWay() throws Exception {
    nodes.leaderApart();
    String active = nodes.active();
    long cut = System.nanoTime();
    nodes.networks().mute(active);
    takenOver(active, cut, "active hears, is not heard");
    nodes.heal();
  }

  /**
   * The data nodes do not reach each other, and both reach the witness. One of them serves, and the
   * role does not go to and fro.
   */
  @Test
  @Tag("long")
  void dataNodesThatReachOnlyTheWitnessDoNotFightOverTheRole() throws Exception {
    nodes.leaderApart();
    long epoch = nodes.epoch();
    String leader = nodes.leader();
    String active = nodes.active();
    nodes.networks().between("a", "b", LinkQuality.CUT);
    nodes.networks().between("b", "a", LinkQuality.CUT);
    long end = System.nanoTime() + WATCHED.multipliedBy(2).toNanos();
    Scene.until(
        "some time",
        Scene.LIMIT,
        () -> {
          nodes.neverTwo();
          return System.nanoTime() - end > 0;
        });
    assertThat(nodes.watcher().timeline().awaitAnswers(9, Scene.LIMIT)).isTrue();
    long after = nodes.epoch();
    Scene.say(
        "a and b cut from each other, active "
            + active
            + ", leader "
            + leader
            + ": epoch "
            + epoch
            + " -> "
            + after
            + ", then active "
            + nodes.active());
    assertThat(after - epoch).as("role changes").isLessThanOrEqualTo(2);
    nodes.heal();
  }

  @Test
  @Tag("long")
  void aFlappingCableOfTheActiveNeverMakesTwo() throws Exception {
    flap(nodes.active());
  }

  @Test
  @Tag("long")
  void aFlappingCableOfTheLeaderNeverMakesTwo() throws Exception {
    nodes.leaderApart();
    flap(nodes.leader());
  }

  private static void flap(String node) throws Exception {
    SplittableRandom random = Chance.of(node + " flaps");
    long epoch = nodes.epoch();
    int flaps = 0;
    for (long end = System.nanoTime() + FLAPPING.toNanos(); System.nanoTime() - end < 0; flaps++) {
      nodes.networks().cut(node);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(FLAP_MIN_MILLIS, FLAP_MAX_MILLIS));
      nodes.networks().join(node);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(FLAP_MIN_MILLIS, FLAP_MAX_MILLIS));
      nodes.neverTwo();
    }
    long steady = System.nanoTime();
    nodes.heal();
    Scene.say(
        node
            + " cut and joined "
            + flaps
            + " times: epoch "
            + epoch
            + " -> "
            + nodes.epoch()
            + ", whole "
            + millisSince(steady)
            + " ms later");
  }

  private static void takenOver(String from, long cut, String what) throws Exception {
    String other = SeparateNodes.other(from);
    long began = nodes.awaitServing(other);
    nodes.neverTwo();
    long gap = (began - nodes.lastRun(from).lastNanos()) / 1_000_000;
    assertThat(gap).isPositive();
    Scene.say(
        what
            + ": the other began "
            + (began - cut) / 1_000_000
            + " ms later, "
            + gap
            + " ms after the first was dead");
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  @Test
  @Tag("long")
  void aStandbyThatIsCutOffChangesNothing() throws Exception {
    String active = nodes.active();
    String other = SeparateNodes.other(active);
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
    String other = SeparateNodes.other(active);
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

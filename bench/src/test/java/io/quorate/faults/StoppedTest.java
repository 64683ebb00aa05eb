package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ServiceRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent, guard or both are halted for a while, as on a machine that is starved. */
final class StoppedTest {
  private static final Timing TIMING = TimingProfile.LAN.timing();

  /** Well within a lease, and longer than several heartbeats. */
  private static final Duration HICCUP = Duration.ofSeconds(1);

  /** Within one heartbeat or two of being let go on, on a busy machine. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(4);

  private static final Set<ProcessRole> BOTH = Set.of(ProcessRole.AGENT, ProcessRole.GUARD);

  @TempDir private Path directory;
  private SeparateNodes nodes;

  @BeforeEach
  void begin() throws Exception {
    nodes = SeparateNodes.begin(NodesPlan.of(directory, TimingProfile.LAN), new SplittableRandom());
    nodes.leaderApart();
  }

  @AfterEach
  void end() throws Exception {
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  @Tag("long")
  void aHiccupChangesNothing() throws Exception {
    String active = nodes.active();
    long epoch = nodes.epoch();
    long pid = nodes.lastRun(active).pid();
    for (Set<ProcessRole> roles :
        List.of(Set.of(ProcessRole.AGENT), Set.of(ProcessRole.GUARD), BOTH)) {
      assertThat(nodes.networks().signal(active, "STOP", roles)).isEqualTo(roles.size());
      TimeUnit.MILLISECONDS.sleep(HICCUP.toMillis());
      nodes.networks().signal(active, "CONT", roles);
      nodes.awaitAlive(active, AFTERWARDS);
      assertThat(nodes.epoch()).as("after a hiccup of " + roles).isEqualTo(epoch);
      assertThat(nodes.lastRun(active).pid()).isEqualTo(pid);
    }
    nodes.heal();
    Scene.say("agent, guard and both stopped for " + HICCUP.toMillis() + " ms: nothing changed");
  }

  /** The agent sees that its guard does nothing, kills what it kept, and serves anew. */
  @Test
  @Tag("long")
  void aGuardThatStaysStoppedIsReplaced() throws Exception {
    String active = nodes.active();
    long epoch = nodes.epoch();
    ServiceRun before = nodes.lastRun(active);
    long stopped = System.nanoTime();
    stop(active, Set.of(ProcessRole.GUARD));
    Scene.until("another service", Scene.LIMIT, () -> since(before).pid() != before.pid());
    nodes.awaitWhole();
    nodes.neverTwo();
    long dead = nodes.lives(before).lastNanos() - stopped;
    long again = since(before).firstNanos() - stopped;
    Scene.say(
        "guard stopped: the service was dead "
            + dead / 1_000_000
            + " ms later, the next began after "
            + again / 1_000_000
            + " ms, epoch "
            + epoch
            + " -> "
            + nodes.epoch());
  }

  /** The first that began after this one; this one itself while there is none. */
  private ServiceRun since(ServiceRun before) throws Exception {
    return nodes.logs().runs().stream()
        .filter(run -> run.firstNanos() - before.firstNanos() > 0)
        .findFirst()
        .orElse(before);
  }

  /** One of the two is enough to end what a lost lease allows no more. */
  @Test
  @Tag("long")
  void aNodeThatIsCutOffWithItsGuardStoppedIsStillEndedInTime() throws Exception {
    String active = nodes.active();
    stop(active, Set.of(ProcessRole.GUARD));
    endsInTime(active, "guard stopped, active cut off");
  }

  @Test
  @Tag("long")
  void aNodeThatIsCutOffWithItsAgentStoppedIsStillEndedInTime() throws Exception {
    String active = nodes.active();
    stop(active, Set.of(ProcessRole.AGENT));
    endsInTime(active, "agent stopped, active cut off");
  }

  /** Both are JVMs; the leash is not. */
  @Test
  @Tag("long")
  void aNodeWithBothStoppedIsEndedByTheLeashInTime() throws Exception {
    String active = nodes.active();
    stop(active, BOTH);
    endsInTime(active, "agent and guard stopped, active cut off");
  }

  /**
   * The documented exception: nothing on the machine is left that could kill. The role moves in
   * time all the same; what goes on under the old epoch is ended as soon as one of them runs.
   */
  @Test
  @Tag("long")
  void allStoppedLetTheRoleMoveAndEndTheOldServiceWhenTheyGoOn() throws Exception {
    String active = nodes.active();
    long epoch = nodes.epoch();
    ServiceRun before = nodes.lastRun(active);
    Set<ProcessRole> all = Set.of(ProcessRole.AGENT, ProcessRole.GUARD, ProcessRole.LEASH);
    long stopped = System.nanoTime();
    assertThat(nodes.networks().signal(active, "STOP", all)).isGreaterThanOrEqualTo(all.size());
    long began = nodes.awaitServing(SeparateNodes.other(active));
    assertThat(nodes.epoch()).as("the fencing token").isGreaterThan(epoch);
    long goesOn = System.nanoTime();
    nodes.networks().signal(active, "CONT", all);
    nodes.awaitWhole();
    long millis = (nodes.lives(before).lastNanos() - goesOn) / 1_000_000;
    Scene.say(
        "agent, guard and leash stopped: the other began "
            + (began - stopped) / 1_000_000
            + " ms later; the old service lived for "
            + millis
            + " ms after they went on");
    assertThat(millis).isLessThan(TIMING.fenceDelay().toMillis() + AFTERWARDS.toMillis());
    assertThat(nodes.logs().violations())
        .as("nothing but what is documented")
        .allMatch(violation -> violation.contains("pid " + before.pid()));
  }

  private void endsInTime(String active, String what) throws Exception {
    ServiceRun before = nodes.lastRun(active);
    long cut = System.nanoTime();
    nodes.networks().cut(active);
    long began = nodes.awaitServing(SeparateNodes.other(active));
    nodes.networks().join(active);
    nodes.networks().signal(active, "CONT", BOTH);
    nodes.awaitWhole();
    Scene.say(
        what
            + ": dead after "
            + (nodes.lives(before).lastNanos() - cut) / 1_000_000
            + " ms, the other began after "
            + (began - cut) / 1_000_000
            + " ms");
    nodes.neverTwo();
  }

  private void stop(String node, Set<ProcessRole> roles) throws Exception {
    assertThat(nodes.networks().signal(node, "STOP", roles)).isEqualTo(roles.size());
  }
}

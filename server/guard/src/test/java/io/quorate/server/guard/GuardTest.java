package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.server.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real guard that keeps real services: starting, stopping, and the end of the lease. */
@Timeout(120)
class GuardTest {
  private static final String SERVES = "echo serving; while :; do sleep 1; done";

  /**
   * Double fork, a session of its own, no terminal, no output: gone from tree, group and session.
   */
  private static final String WITH_DAEMON =
      "(setsid sh -c 'sleep 1000 & exec sleep 1000' </dev/null >/dev/null 2>&1 &); " + SERVES;

  @TempDir Path directory;
  private TestNode node;

  @BeforeEach
  void open() throws IOException {
    node = new TestNode(directory);
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    node.close();
  }

  @Test
  void killsAtTheDeadlineWhenTheAgentIsSilent() throws Exception {
    Guard guard = node.running(TestNode.FIRST, node.shell(WITH_DAEMON));
    node.awaitLog("serving");
    // The daemon is made in the background.
    Await.until(() -> node.services().toString(), () -> node.services().size() >= 3);
    LeaseDeadline deadline = node.in(TestNode.FIRST.plusMillis(100));
    assertThat(guard.extend(deadline)).isTrue();

    TestNode.awaitClean(guard);

    assertThat(node.services()).isEmpty();
    assertThat(deadline.passed(node.clock.read())).as("not before the deadline").isTrue();
    assertThat(guard.snapshot().fenceTime()).isLessThan(Duration.ofSeconds(5));
    assertThat(guard.snapshot().slots().get(0).state()).isEqualTo(SlotState.STOPPED);
  }

  @Test
  void goesOnWhileTheLeaseIsExtended() throws Exception {
    Guard guard = node.running(TestNode.FIRST, node.shell(SERVES));
    long end = System.nanoTime() + TestNode.FIRST.plusSeconds(3).toNanos();
    while (System.nanoTime() < end) {
      assertThat(guard.extend(node.in(TestNode.FIRST))).isTrue();
      Thread.sleep(50);
    }
    assertThat(guard.snapshot().phase()).isEqualTo(GuardPhase.GUARDING);
    assertThat(guard.snapshot().beatAge()).isLessThan(Duration.ofSeconds(5));
    assertThat(guard.extend(node.in(Duration.ofMillis(1)))).as("never backwards").isFalse();
    TestNode.awaitClean(guard);
  }

  @Test
  void revokesAtOnceAndForGood() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(SERVES));
    guard.revoke();
    assertThat(guard.extend(node.in(Duration.ofHours(1)))).isFalse();
    TestNode.awaitClean(guard);
    assertThat(node.services()).isEmpty();
  }

  @Test
  void stopsInOrderByTheSignal() throws Exception {
    // Not INT: a shell cannot catch what was ignored where the tests were started.
    String script = "trap 'echo stopping; exit 3' USR1; echo ready; while :; do sleep 0.05; done";
    StopSpec stop = StopSpec.bySignal("USR1", Duration.ofSeconds(20));
    Guard guard = node.running(TestNode.LONG, node.shell(script, stop));
    node.awaitLog("ready");
    long generation = guard.want(0, WantedState.STOPPED);
    SlotView slot = TestNode.awaitSlot(guard, generation, SlotState.STOPPED);
    assertThat(node.log()).contains("stopping");
    assertThat(slot.exitCode()).isEqualTo(3);
    assertThat(node.services()).isEmpty();
    assertThat(guard.snapshot().phase()).isEqualTo(GuardPhase.GUARDING);
  }

  @Test
  void killsWhatIgnoresTheSignalAndItsDaemons() throws Exception {
    String script = "trap '' TERM; " + WITH_DAEMON;
    StopSpec stop = StopSpec.bySignal("TERM", Duration.ofMillis(300));
    Guard guard = node.running(TestNode.LONG, node.shell(script, stop));
    node.awaitLog("serving");
    long generation = guard.want(0, WantedState.STOPPED);
    TestNode.awaitSlot(guard, generation, SlotState.STOPPED);
    assertThat(node.services()).isEmpty();
  }

  @Test
  void stopsByCommandAndOutlastsOneThatHangs() throws Exception {
    Path flag = directory.resolve("stop");
    String script = "echo ready; while [ ! -e " + flag + " ]; do sleep 0.05; done; echo bye";
    StopSpec good = new StopSpec(List.of("touch", flag.toString()), "TERM", Duration.ofSeconds(20));
    Guard guard = node.running(TestNode.LONG, node.shell(script, good));
    node.awaitLog("ready");
    TestNode.awaitSlot(guard, guard.want(0, WantedState.STOPPED), SlotState.STOPPED);
    assertThat(node.log()).contains("bye");
    guard.revoke();
    TestNode.awaitClean(guard);

    StopSpec hanging =
        new StopSpec(
            List.of("sh", "-c", "setsid sleep 1000 & sleep 1000"), "TERM", Duration.ofMillis(500));
    Guard second = node.running(TestNode.LONG, node.shell(SERVES, hanging));
    TestNode.awaitSlot(second, second.want(0, WantedState.STOPPED), SlotState.STOPPED);
    Await.until(() -> node.services().toString(), () -> node.services().isEmpty());
  }

  @Test
  void sendsTheSignalWhenTheStopCommandFails() throws Exception {
    String script = "trap 'echo by signal; exit 0' TERM; echo ready; while :; do sleep 0.05; done";
    StopSpec failing = new StopSpec(List.of("false"), "TERM", Duration.ofSeconds(25));
    Guard guard = node.running(TestNode.LONG, node.shell(script, failing));
    node.awaitLog("ready");
    TestNode.awaitSlot(guard, guard.want(0, WantedState.STOPPED), SlotState.STOPPED);
    assertThat(node.log()).contains("by signal");
  }

  @Test
  void saysHowAServiceEndedByItselfAndStartsItAgainWhenWanted() throws Exception {
    String script = "(setsid sleep 1000 >/dev/null 2>&1 &); echo run; exit 42";
    Guard guard = node.launch(TestNode.LONG, node.shell(script));
    long first = guard.want(0, WantedState.RUNNING);
    SlotView slot = TestNode.awaitSlot(guard, first, SlotState.EXITED);
    assertThat(slot.exitCode()).isEqualTo(42);
    assertThat(slot.starts()).isEqualTo(1);
    assertThat(node.services()).as("what it left is killed before it is EXITED").isEmpty();
    assertThat(slot.leftBehind()).isEqualTo(1);
    assertThat(slot.wentToBackground()).as("it failed").isFalse();

    long second = guard.want(0, WantedState.RUNNING);
    slot = TestNode.awaitSlot(guard, second, SlotState.EXITED);
    assertThat(slot.starts()).isEqualTo(2);
  }

  @Test
  void tellsAServiceThatPutsItselfIntoTheBackgroundFromOneThatEnds() throws Exception {
    ServiceSpec daemon = node.shell("setsid nohup sleep 1000 >/dev/null 2>&1 & exit 0");
    ServiceSpec over = node.shell("exit 0");
    Guard guard = node.launch(TestNode.LONG, daemon, over);
    SlotView slot = TestNode.awaitSlot(guard, guard.want(0, WantedState.RUNNING), SlotState.EXITED);
    assertThat(slot.wentToBackground()).isTrue();
    assertThat(node.services()).isEmpty();

    guard.want(1, WantedState.RUNNING);
    Await.until(
        () -> guard.snapshot().toString(),
        () -> guard.snapshot().slots().get(1).state() == SlotState.EXITED);
    assertThat(guard.snapshot().slots().get(1).wentToBackground()).isFalse();
  }

  @Test
  void saysThatAProgramIsMissing() throws Exception {
    ServiceSpec missing = node.shell(SERVES);
    missing =
        new ServiceSpec(
            "missing",
            List.of("/no/such/program"),
            missing.environment(),
            directory,
            missing.stop(),
            missing.log());
    Guard guard = node.launch(TestNode.LONG, missing);
    SlotView slot = TestNode.awaitSlot(guard, guard.want(0, WantedState.RUNNING), SlotState.EXITED);
    assertThat(slot.exitCode()).isEqualTo(127);
    assertThat(node.log()).contains("/no/such/program");
  }

  @Test
  void killsAServiceThatKeepsForking() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.storm());
    node.awaitLog("storm");
    if (guard.snapshot().notices().contains(GuardNotice.NO_CGROUP)) {
      node.awaitCleanOfStorm(guard);
    } else {
      guard.revoke();
      TestNode.awaitClean(guard);
    }
    assertThat(node.services()).isEmpty();
  }

  @Test
  void cutsALogThatGrowsOverItsLimit() throws Exception {
    ServiceSpec spec =
        node.shell("while :; do echo 0123456789012345678901234567890123456789; done");
    Path log = directory.resolve("flood.log");
    spec =
        new ServiceSpec(
            "flood",
            spec.command(),
            spec.environment(),
            directory,
            spec.stop(),
            new LogSpec(log, 100_000));
    Guard guard = node.running(TestNode.LONG, spec);
    Await.until(() -> "no copy", () -> Files.exists(directory.resolve("flood.log.1")));
    guard.revoke();
    TestNode.awaitClean(guard);
  }

  @Test
  void refusesASecondGuardOfAGroupThatIsAlive() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(SERVES));
    assertThatThrownBy(() -> node.launch(TestNode.LONG, node.shell(SERVES)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("still alive of orders");
    assertThat(guard.snapshot().phase()).isEqualTo(GuardPhase.GUARDING);
  }

  @Test
  void outlastsSigtermUntilTheLeaseEnds() throws Exception {
    Guard guard = node.running(TestNode.FIRST, node.shell("trap '' TERM; " + SERVES));
    long pid = node.processOfGuard(guard).pid();
    TestNode.send("TERM", pid);
    Await.until(
        () -> "no word",
        () -> node.text(guard.directory().resolve("guard.log")).contains("told to end"));
    assertThat(guard.snapshot().presence()).isEqualTo(Presence.ALIVE);
    assertThat(node.services()).isNotEmpty();
    TestNode.awaitClean(guard);
  }

  @Test
  void feedsTheWatchdogAndDisarmsItAtACleanEnd() throws Exception {
    Path device = Files.createFile(directory.resolve("watchdog"));
    GuardSpec spec =
        new GuardSpec("orders", 7, List.of(node.shell(SERVES)), Duration.ofSeconds(5), device);
    Guard guard = node.station.launch(spec, node.in(TestNode.LONG));
    Await.until(() -> node.text(device), () -> node.text(device).contains(".."));
    guard.revoke();
    TestNode.awaitClean(guard);
    assertThat(node.text(device)).endsWith("V");
  }
}

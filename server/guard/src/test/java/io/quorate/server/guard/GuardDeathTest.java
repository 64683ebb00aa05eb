package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.process.Await;
import io.quorate.server.process.ProcessId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the agent, the guard, the leash or several of them die or stop. */
@Timeout(120)
class GuardDeathTest {
  private static final String SERVES = "echo serving; while :; do sleep 1; done";
  private static final String DAEMON =
      "(setsid sh -c 'sleep 1000 & exec sleep 1000' </dev/null >/dev/null 2>&1 &); ";

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
  void servicesAndTheirDaemonsDieWithTheGuard() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(DAEMON + SERVES));
    node.awaitLog("serving");
    TestNode.send("KILL", node.processOfGuard(guard).pid());
    Await.until(() -> node.services().toString(), () -> node.services().isEmpty());
    // A process of many threads is a moment longer in dying than its first thread.
    assertThat(guard.awaitEnd(TestNode.LONG)).isTrue();
    assertThat(guard.snapshot().nothingServes()).as("it did not verify anything").isFalse();
    Await.until(() -> node.guards().toString(), () -> node.guards().isEmpty());
  }

  @Test
  void aDaemonThatShedItsMarkerDiesWithTheGuardToo() throws Exception {
    String shed = "(env -i setsid sh -c 'env -i sleep 1000 & exec sleep 1000' >/dev/null 2>&1 &); ";
    Guard guard = node.running(TestNode.LONG, node.shell(shed + "sleep 0.2; " + SERVES));
    node.awaitLog("serving");
    // Found by descent at a look of the guard, or by its cgroup.
    long seen = System.nanoTime();
    Await.until(() -> "", () -> System.nanoTime() - seen > TimeUnit.SECONDS.toNanos(2));
    List<Long> sleeping = sleepers();
    TestNode.send("KILL", node.processOfGuard(guard).pid());
    Await.until(
        () -> sleepers().toString(), () -> sleepers().stream().noneMatch(sleeping::contains));
  }

  @Test
  void aDeadLeashIsReplaced() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(DAEMON + SERVES));
    ProcessId leash = leash(guard);
    TestNode.send("KILL", leash.pid());
    Await.until(
        () -> guard.snapshot().toString(),
        () -> guard.snapshot().notices().contains(GuardNotice.LEASH_RESTARTED));
    assertThat(guard.snapshot().slots().get(0).state()).isEqualTo(SlotState.RUNNING);
    TestNode.send("KILL", node.processOfGuard(guard).pid());
    Await.until(() -> node.services().toString(), () -> node.services().isEmpty());
  }

  @Test
  void guardAndLeashKilledAtOnceLeaveNothingAfterASweep() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(DAEMON + SERVES));
    node.awaitLog("serving");
    long guardPid = node.processOfGuard(guard).pid();
    new ProcessBuilder("/bin/sh", "-c", "kill -9 " + leash(guard).pid() + " " + guardPid)
        .start()
        .waitFor();
    SweepReport report = node.station.sweep(List.of(), Duration.ofSeconds(20));
    assertThat(report.clean()).isTrue();
    assertThat(node.services()).isEmpty();
  }

  @Test
  void aStoppedGuardIsSeenAndKilledWithEverything() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell("trap '' TERM; " + DAEMON + SERVES));
    node.awaitLog("serving");
    TestNode.stop(node.processOfGuard(guard).pid());
    Await.until(
        () -> guard.snapshot().toString(),
        () -> guard.snapshot().beatAge().compareTo(Duration.ofMillis(500)) > 0);
    assertThat(guard.snapshot().presence()).isEqualTo(Presence.ALIVE);
    assertThat(guard.kill(Duration.ofSeconds(20))).isTrue();
    assertThat(node.services()).isEmpty();
    assertThat(node.guards()).isEmpty();
  }

  @Test
  void aStoppedGuardIsNotWaitedForWhileItsServiceLives() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(SERVES));
    TestNode.stop(node.processOfGuard(guard).pid());
    long begin = System.nanoTime();
    assertThat(guard.clear(TestNode.LONG)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TestNode.LONG.dividedBy(2));
    assertThat(node.services()).isEmpty();
    assertThat(node.guards()).isEmpty();
  }

  @Test
  void aGuardThatIsAtWorkEndsWhatIsCleared() throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(SERVES));
    assertThat(guard.clear(TestNode.LONG)).isTrue();
    assertThat(node.services()).isEmpty();
    // The leash ends by itself once it has seen that the guard has.
    Await.until(() -> node.guards().toString(), () -> node.guards().isEmpty());
  }

  @Test
  void aGuardThatStaysStoppedIsEndedByItsLeashAfterTheLeaseAndNotBefore() throws Exception {
    Guard guard = node.running(TestNode.FIRST, node.shell(SERVES));
    LeaseDeadline end = node.in(TestNode.FIRST.plusMillis(100));
    assertThat(guard.extend(end)).isTrue();
    TestNode.stop(node.processOfGuard(guard).pid());
    Await.until(() -> node.services().toString(), () -> node.services().isEmpty());
    assertThat(end.passed(node.clock.read())).as("the lease is over").isTrue();
    Await.until(() -> node.guards().toString(), () -> node.guards().isEmpty());
    assertThat(guard.snapshot().presence()).isEqualTo(Presence.GONE);
  }

  @Test
  void aGuardThatWasStoppedOverTheDeadlineKillsWhenItGoesOn() throws Exception {
    Guard guard = node.running(TestNode.FIRST, node.shell(SERVES));
    LeaseDeadline deadline = node.in(TestNode.FIRST.plusMillis(100));
    long pid = node.processOfGuard(guard).pid();
    Set<ProcessId> leash = leashes(guard);
    // The leash looks at the same deadline, in a shell of its own, and would be first.
    for (ProcessId each : leash) {
      TestNode.stop(each.pid());
    }
    TestNode.stop(pid);
    Await.until(() -> "", () -> deadline.passed(node.clock.read()));
    assertThat(node.services()).isNotEmpty();
    TestNode.send("CONT", pid);
    TestNode.awaitClean(guard);
    assertThat(node.services()).isEmpty();
    for (ProcessId each : leash) {
      TestNode.send("CONT", each.pid());
    }
  }

  @Test
  void outlivesTheAgentUntilAdopted() throws Exception {
    try (TestAgent agent = TestAgent.start(directory, TestNode.LONG)) {
      node.awaitLog("serving");
      agent.killGroup();
    }
    assertThat(node.services()).as("the service goes on without the agent").isNotEmpty();
    assertThat(node.station.adopt("orders", 8)).as("another epoch").isEmpty();
    assertThat(node.station.adopt("other", 7)).as("another group").isEmpty();

    Guard adopted = node.station.adopt("orders", 7).orElseThrow();
    ProcessId service = adopted.snapshot().slots().get(0).process();
    assertThat(adopted.wanted(0)).isEqualTo(WantedState.RUNNING);
    assertThat(adopted.extend(node.in(TestNode.LONG))).isTrue();
    SweepReport report = node.station.sweep(List.of(adopted), Duration.ofSeconds(20));
    assertThat(report.killed()).isEmpty();
    assertThat(adopted.snapshot().slots().get(0).process()).isEqualTo(service);
    TestNode.awaitSlot(adopted, adopted.want(0, WantedState.STOPPED), SlotState.STOPPED);
    adopted.revoke();
    TestNode.awaitClean(adopted);
    GuardDirectories.delete(adopted.directory());
    assertThat(node.station.adopt("orders", 7)).isEmpty();
  }

  @Test
  void killsAtTheDeadlineOfADeadAgent() throws Exception {
    try (TestAgent agent = TestAgent.start(directory, TestNode.FIRST)) {
      node.awaitLog("serving");
      agent.killGroup();
    }
    Guard seen = node.station.adoptable().get(0);
    TestNode.awaitClean(seen);
    assertThat(node.services()).isEmpty();
  }

  @Test
  void aSweepLeavesOtherNodesAlone(@TempDir Path other) throws Exception {
    Guard guard = node.running(TestNode.LONG, node.shell(SERVES));
    TestNode second = new TestNode(other);
    assertThat(second.station.sweep(List.of(), Duration.ofSeconds(20)).killed()).isEmpty();
    second.close();
    assertThat(guard.snapshot().slots().get(0).state()).isEqualTo(SlotState.RUNNING);
    assertThat(node.services()).isNotEmpty();
  }

  private ProcessId leash(Guard guard) {
    return leashes(guard).iterator().next();
  }

  private Set<ProcessId> leashes(Guard guard) {
    return node.alive(guard.identity().marker().child("leash").guards());
  }

  private static List<Long> sleepers() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").endsWith("sleep 1000"))
        .map(ProcessHandle::pid)
        .toList();
  }
}

package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quorate.server.process.AccountName;
import io.quorate.server.process.Await;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessNumbers;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services with process numbers of their own: the kernel ends all of one with its first process.
 */
@Timeout(120)
class IsolationTest {
  /** Away from its parent, its session and its mark. */
  private static final String DAEMON =
      "(env -i setsid sh -c 'sleep 1000 & exec sleep 1000' </dev/null >/dev/null 2>&1 &); ";

  private static final String SERVES = "echo serving; while :; do sleep 1; done";
  private static final StopSpec STOP = StopSpec.bySignal("TERM", Duration.ofSeconds(30));

  @TempDir Path directory;
  private TestNode node;

  @BeforeEach
  void open() throws IOException {
    // Without a cgroup, which would hide what the namespace does.
    node = TestNode.without(directory, Toolbox.detect());
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    node.close();
  }

  @Test
  void nothingSurvivesWhenGuardAndLeashAreKilledAtOnce() throws Exception {
    Guard guard = node.running(TestNode.LONG, isolated("trap '' TERM; " + DAEMON + SERVES, STOP));
    node.awaitLog("serving");
    Set<ProcessId> before = everythingBelow(guard);
    assertThat(before).as("unshare, init, shell, sleep, two of the daemon").hasSizeGreaterThan(4);
    long leash =
        node.alive(guard.identity().marker().child("leash").guards()).iterator().next().pid();
    long pid = node.processOfGuard(guard).pid();

    new ProcessBuilder("/bin/sh", "-c", "kill -9 " + leash + " " + pid).start().waitFor();

    Await.until(before::toString, () -> before.stream().noneMatch(node.processes::alive));
  }

  @Test
  void theSignalReachesTheServiceItself() throws Exception {
    String script = "trap 'echo bye; exit 3' QUIT; echo serving; while :; do sleep 0.05; done";
    Guard guard =
        node.running(
            TestNode.LONG, isolated(script, StopSpec.bySignal("QUIT", Duration.ofSeconds(30))));
    node.awaitLog("serving");

    SlotView slot =
        TestNode.awaitSlot(guard, guard.want(0, WantedState.STOPPED), SlotState.STOPPED);

    assertThat(slot.exitCode()).isEqualTo(3);
    assertThat(node.log()).contains("bye");
    assertThat(node.services()).isEmpty();
  }

  @Test
  void aStopCommandSeesTheNumbersThatTheServiceSees() throws Exception {
    String script =
        "trap 'echo by number; exit 0' USR1; echo $$ >number; echo serving; while :; do sleep 0.05; done";
    StopSpec stop =
        new StopSpec(
            List.of("/bin/sh", "-c", "[ -d /proc/$(cat number) ] && kill -USR1 $(cat number)"),
            "KILL",
            Duration.ofSeconds(30));
    Guard guard = node.running(TestNode.LONG, isolated(script, stop));
    node.awaitLog("serving");

    TestNode.awaitSlot(guard, guard.want(0, WantedState.STOPPED), SlotState.STOPPED);

    assertThat(node.log()).contains("by number");
  }

  @Test
  void exitCodesAreThoseOfTheService() throws Exception {
    assertThat(end("exit 42").exitCode()).isEqualTo(42);
    assertThat(end("kill -s USR1 $$").exitCode()).isEqualTo(128 + 10);
    SlotView daemon = end("setsid sleep 1000 >/dev/null 2>&1 & exit 0");
    assertThat(daemon.wentToBackground()).isTrue();
    assertThat(end("true").wentToBackground()).isFalse();
    assertThat(node.services()).isEmpty();
  }

  @Test
  void aServiceThatKeepsForkingIsEndedWhole() throws Exception {
    ServiceSpec storm = node.storm();
    Guard guard = node.running(TestNode.LONG, isolated(storm.command().get(2), STOP));
    node.awaitLog("storm");

    guard.revoke();

    TestNode.awaitClean(guard);
    assertThat(node.services()).isEmpty();
  }

  @Test
  void itSeesItselfOnlyAndNumbersGoOnFromThoseOutside() throws Exception {
    String script = "ls -d /proc/[0-9]* | wc -l; [ -d /proc/$$ ] && echo found; echo number $$";

    end(script);

    assertThat(node.log().lines().findFirst().map(String::strip).map(Integer::parseInt))
        .hasValueSatisfying(count -> assertThat(count).isBetween(2, 5));
    assertThat(node.log()).contains("found").containsPattern("number [0-9]{3}");
  }

  @Test
  void whereTheMachineCannotNothingIsStartedWithoutIt() throws Exception {
    Toolbox all = Toolbox.detect();
    Toolbox less = new Toolbox(all.setsid(), all.setpriv(), all.freshSignals(), List.of());
    GuardStation station = TestNode.without(directory, less).station;
    GuardSpec spec = node.spec(isolated(SERVES, STOP));

    GuardStartException refused =
        catchThrowableOfType(
            GuardStartException.class, () -> station.launch(spec, node.in(TestNode.LONG)));

    assertThat(refused.failure().cause()).isEqualTo(GuardStartCause.ISOLATION);
    assertThat(station.lack("service test", AccountName.NODE, ProcessNumbers.OWN))
        .contains(refused.failure());
    assertThat(node.station.lack("service test", AccountName.NODE, ProcessNumbers.OWN)).isEmpty();
  }

  private SlotView end(String script) throws Exception {
    Guard guard = node.launch(TestNode.LONG, isolated(script, STOP));
    SlotView slot = TestNode.awaitSlot(guard, guard.want(0, WantedState.RUNNING), SlotState.EXITED);
    guard.revoke();
    TestNode.awaitClean(guard);
    return slot;
  }

  /** By descent: some of it carries no mark. */
  private Set<ProcessId> everythingBelow(Guard guard) throws IOException {
    ProcessId service = Objects.requireNonNull(guard.snapshot().slots().get(0).process());
    Set<ProcessId> found = new TreeSet<>();
    ProcessHandle.of(service.pid())
        .orElseThrow()
        .descendants()
        .forEach(process -> found.add(node.processes.identify(process.pid())));
    found.add(service);
    return found;
  }

  private ServiceSpec isolated(String script, StopSpec stop) throws IOException {
    ServiceSpec spec = node.shell(script, stop);
    Files.deleteIfExists(directory.resolve("service.log"));
    return new ServiceSpec(
        spec.name(),
        spec.command(),
        spec.environment(),
        spec.directory(),
        stop,
        spec.log(),
        AccountName.NODE,
        ProcessNumbers.OWN);
  }
}

package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.process.Await;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The complete kill where the machine offers less: no cgroup, no {@code setpriv}, not even {@code
 * setsid}.
 */
@Timeout(120)
class BareMachineTest {
  private static final String DAEMON =
      "(setsid sh -c 'sleep 1000 & exec sleep 1000' </dev/null >/dev/null 2>&1 &); ";
  private static final String SERVES = "echo serving; while :; do sleep 1; done";

  @TempDir Path directory;
  private @Nullable TestNode open;

  enum Machine {
    WITHOUT_CGROUP,
    WITHOUT_SETPRIV,
    WITHOUT_SETSID
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    if (open != null) {
      open.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void killsAtTheDeadline(Machine machine) throws Exception {
    TestNode node = node(machine);
    Guard guard = node.running(TestNode.FIRST, node.shell(DAEMON + SERVES));
    node.awaitLog("serving");
    assertThat(guard.snapshot().notices()).contains(GuardNotice.NO_CGROUP);
    TestNode.awaitClean(guard);
    assertThat(node.services()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void neverSaysCleanWhileAServiceKeepsForking(Machine machine) throws Exception {
    // Without a cgroup nobody can promise to catch a chain whose every link leaves its session, is
    // gone within a millisecond, and has started the next. What must hold is that the guard does
    // not say that nothing is alive before that is so.
    TestNode node = node(machine);
    Guard guard = node.running(TestNode.LONG, node.storm());
    node.awaitLog("storm");
    node.awaitCleanOfStorm(guard);
  }

  @ParameterizedTest
  @EnumSource
  void servicesAndTheirDaemonsDieWithTheGuard(Machine machine) throws Exception {
    TestNode node = node(machine);
    Guard guard = node.running(TestNode.LONG, node.shell("trap '' TERM; " + DAEMON + SERVES));
    node.awaitLog("serving");
    TestNode.send("KILL", node.processOfGuard(guard).pid());
    Await.until(() -> node.services().toString(), () -> node.services().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void findsAChildThatShedItsMarkerAndItsSession(Machine machine) throws Exception {
    TestNode node = node(machine);
    String shed = "env -i setsid sleep 1234567 & ";
    Guard guard = node.running(TestNode.LONG, node.shell(shed + SERVES));
    node.awaitLog("serving");
    Await.until(() -> "no sleeper", () -> !sleepers().isEmpty());
    TestNode.stop(node.processOfGuard(guard).pid());
    assertThat(guard.kill(Duration.ofSeconds(20))).isTrue();
    assertThat(node.services()).isEmpty();
    assertThat(sleepers()).isEmpty();
  }

  private TestNode node(Machine machine) throws IOException {
    Toolbox all = Toolbox.detect();
    Toolbox tools =
        switch (machine) {
          case WITHOUT_CGROUP -> all;
          case WITHOUT_SETPRIV -> new Toolbox(all.setsid(), "", List.of(), List.of());
          case WITHOUT_SETSID -> new Toolbox("", "", List.of(), List.of());
        };
    open = TestNode.without(directory, tools);
    return open;
  }

  private static List<Long> sleepers() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").endsWith("sleep 1234567"))
        .map(ProcessHandle::pid)
        .toList();
  }
}

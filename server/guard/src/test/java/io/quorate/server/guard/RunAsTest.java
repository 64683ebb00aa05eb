package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.server.process.AccountName;
import io.quorate.server.process.Await;
import io.quorate.server.process.ProcessNumbers;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services of another user than the node's, which only root can have. */
@Timeout(120)
class RunAsTest {
  private static final AccountName NOBODY = new AccountName("nobody", "");

  @TempDir Path directory;
  private TestNode node;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
    node = TestNode.without(directory, Toolbox.detect());
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    if (node != null) {
      node.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsAndStopsAsTheUser(ProcessNumbers numbers) throws Exception {
    StopSpec stop =
        new StopSpec(
            List.of("/bin/sh", "-c", "id -un; kill -TERM $(cat /tmp/nothing) || exit 1"),
            "TERM",
            Duration.ofSeconds(30));
    String script =
        "trap 'echo bye; exit 0' TERM; echo $(id -un) $(id -gn) $HOME $USER;"
            + " echo serving; while :; do sleep 0.05; done";
    Guard guard = node.running(TestNode.LONG, as(NOBODY, numbers, script, stop));
    node.awaitLog("serving");

    TestNode.awaitSlot(guard, guard.want(0, WantedState.STOPPED), SlotState.STOPPED);

    assertThat(node.log().lines()).contains("nobody nogroup /nonexistent nobody").contains("bye");
    assertThat(node.services()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void diesWithGuardAndLeash(ProcessNumbers numbers) throws Exception {
    Guard guard =
        node.running(
            TestNode.LONG,
            as(
                NOBODY,
                numbers,
                "echo serving; exec sleep 1000",
                StopSpec.bySignal("TERM", Duration.ZERO)));
    node.awaitLog("serving");
    long leash =
        node.alive(guard.identity().marker().child("leash").guards()).iterator().next().pid();
    long pid = node.processOfGuard(guard).pid();

    new ProcessBuilder("/bin/sh", "-c", "kill -9 " + leash + " " + pid).start().waitFor();

    Await.until(() -> node.services().toString(), () -> node.services().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void aUserOrGroupThatIsNotThereIsNamed(ProcessNumbers numbers) throws Exception {
    for (AccountName wanted :
        List.of(new AccountName("no-such", ""), new AccountName("nobody", "no-such"))) {
      GuardSpec spec =
          node.spec(as(wanted, numbers, "true", StopSpec.bySignal("TERM", Duration.ZERO)));

      GuardStartException refused =
          catchThrowableOfType(
              GuardStartException.class, () -> node.station.launch(spec, node.in(TestNode.LONG)));

      assertThat(refused.failure().cause()).isEqualTo(GuardStartCause.ACCOUNT);
      assertThat(refused).hasMessageContaining("service test").hasMessageContaining("no-such");
      assertThat(node.station.lack("service test", wanted, numbers)).contains(refused.failure());
    }
  }

  private ServiceSpec as(AccountName runAs, ProcessNumbers numbers, String script, StopSpec stop) {
    ServiceSpec spec = node.shell(script, stop);
    return new ServiceSpec(
        spec.name(),
        spec.command(),
        spec.environment(),
        spec.directory(),
        stop,
        spec.log(),
        runAs,
        numbers);
  }
}

package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BoundedCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final ProcFs processes = ProcFs.ofMachine();
  private final BoundedCommand commands = new BoundedCommand(processes, Toolbox.detect());

  @Test
  void tellsExitCodeOutputAndEnvironment() throws Exception {
    ProgramRun command = command("echo $NAME; pwd; echo oops >&2; exit 3", LONG);
    CommandResult result = commands.run(command);
    assertThat(result.outcome()).isEqualTo(CommandOutcome.EXITED);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).isEqualTo("value\n" + directory.toRealPath() + "\noops\n");
    assertThat(result.succeeded()).isFalse();
    assertThat(commands.run(command("true", LONG)).succeeded()).isTrue();
  }

  @Test
  void aVariableWhoseNameNoShellTakesArrives() throws Exception {
    TreeMap<String, String> environment = new TreeMap<>();
    environment.put("spring.datasource-url", "a b=c");
    CommandResult result =
        commands.run(
            new ProgramRun(List.of("/usr/bin/env"), environment, directory, LONG, marker()));
    assertThat(result.output().lines()).contains("spring.datasource-url=a b=c");
  }

  @Test
  void keepsTheEndOfAFloodInBoundedMemory() throws Exception {
    String flood = "i=0; while [ $i -lt 300 ]; do head -c 65536 /dev/zero; i=$((i+1)); done";
    CommandResult result = commands.run(command(flood + "; echo the end", LONG));
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).hasSizeLessThanOrEqualTo(4096).endsWith("the end\n");
  }

  @Test
  void killsTheWholeTreeAtTheTimeout() throws Exception {
    String tree = "trap '' TERM; (setsid sleep 1000 &); sleep 1000 & echo up; yes";
    CommandResult result = commands.run(command(tree, Duration.ofMillis(500)));
    assertThat(result.outcome()).isEqualTo(CommandOutcome.TIMED_OUT);
    assertThat(result.elapsed()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(20));
    assertThat(alive()).isEmpty();
  }

  @Test
  void endsWhatACommandLeavesRunningEvenWhenItHoldsTheOutput() throws Exception {
    CommandResult result = commands.run(command("setsid yes & echo left", LONG));
    assertThat(result.outcome()).isEqualTo(CommandOutcome.EXITED);
    assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(30));
    assertThat(alive()).isEmpty();
  }

  /** What writes may end by itself: the JDK closes the pipe when the command has ended. */
  @Test
  void countsWhatACommandLeavesRunning() throws Exception {
    CommandResult result = commands.run(command("setsid sleep 1000 & echo left", LONG));
    assertThat(result.leftBehind()).isEqualTo(1);
    assertThat(alive()).isEmpty();
    assertThat(commands.run(command("true", LONG)).leftBehind()).isZero();
  }

  @Test
  void saysWhatCouldNotBeStarted() throws Exception {
    Path gone = directory.resolve("gone");
    CommandResult nowhere =
        commands.run(new ProgramRun(List.of("true"), new TreeMap<>(), gone, LONG, marker()));
    assertThat(nowhere.outcome()).isEqualTo(CommandOutcome.NOT_STARTED);
    CommandResult missing =
        commands.run(
            new ProgramRun(List.of("/no/program"), new TreeMap<>(), directory, LONG, marker()));
    assertThat(missing.succeeded()).isFalse();
    assertThat(missing.output()).contains("/no/program");
  }

  @Test
  void refusesMoreThanItsRunnerHolds() throws Exception {
    List<CompletableFuture<CommandResult>> results = new ArrayList<>();
    try (CommandRunner runner = new CommandRunner(commands, "hooks", 1, 1)) {
      for (int i = 0; i < 3; i++) {
        results.add(runner.submit(command("sleep 1000", LONG)));
      }
      CommandResult refused = results.get(2).get(30, TimeUnit.SECONDS);
      assertThat(refused.outcome()).isEqualTo(CommandOutcome.NOT_STARTED);
      assertThat(refused.output()).contains("hooks: 1 commands run and 1 wait");
    }
    for (CompletableFuture<CommandResult> result : results) {
      assertThat(result.get(30, TimeUnit.SECONDS).succeeded()).isFalse();
    }
    Await.until(() -> alive().toString(), () -> alive().isEmpty());
  }

  private ProgramRun command(String script, Duration timeout) {
    TreeMap<String, String> environment = new TreeMap<>();
    environment.put("NAME", "value");
    return new ProgramRun(
        List.of("/bin/sh", "-c", script), environment, directory, timeout, marker());
  }

  private ProcessMarker marker() {
    return ProcessMarker.of("test-" + directory.getFileName(), "g", "1", "n");
  }

  private List<ProcessId> alive() {
    try {
      return processes.read().entries().stream()
          .filter(e -> e.state() == ProcessState.ALIVE && marker().covers(e.marker()))
          .map(ProcessEntry::id)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcStatTest {
  private static final String BEFORE_THREADS = " 10 20 30 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 ";
  private static final String AFTER_THREADS = " 0 987654 1000 200 18446744073709551615";
  private static final String REST = BEFORE_THREADS + 1 + AFTER_THREADS;

  /** From the field of the code's end to that of the arguments' end. */
  private static final String TO_ARGUMENTS = " 1".repeat(23);

  @Test
  void readsNamesWithBlanksAndParentheses() {
    assertThat(entry("42 (a) b) (c) S" + REST))
        .isEqualTo(new ProcessEntry(new ProcessId(42, 987654), 10, 30, ProcessState.ALIVE, ""));
    assertThat(entry("42 (x) Z" + REST)).extracting("state").isEqualTo(ProcessState.ZOMBIE);
  }

  @Test
  void aProcessWhoseFirstThreadEndedIsAliveAsLongAsAnotherRuns() {
    String line = "42 (x) Z" + BEFORE_THREADS + 2 + AFTER_THREADS;
    assertThat(entry(line)).extracting("state").isEqualTo(ProcessState.ALIVE);
    assertThat(ProcStat.of(line)).matches(ProcStat::headless);
    assertThat(ProcStat.of("42 (x) Z" + REST)).matches(stat -> !stat.headless());
    assertThat(ProcStat.of("42 (x) S" + BEFORE_THREADS + 2 + AFTER_THREADS))
        .matches(stat -> !stat.headless());
  }

  @Test
  void anEnvironmentOfNothingIsNotOneThatIsNotThereYet() {
    String line = "42 (x) S" + REST;
    String loaded = line + " 600" + TO_ARGUMENTS;
    String loading = line + " 0" + TO_ARGUMENTS;
    assertThat(ProcStat.of(loaded + " 700 700 0")).matches(ProcStat::emptyEnvironment);
    assertThat(ProcStat.of(loaded + " 700 800 0")).matches(stat -> !stat.emptyEnvironment());
    assertThat(ProcStat.of(loading + " 700 700 0")).matches(stat -> !stat.emptyEnvironment());
    assertThat(ProcStat.of(loading + " 0 0 0")).matches(stat -> !stat.emptyEnvironment());
    assertThat(ProcStat.of(line)).matches(stat -> !stat.emptyEnvironment());
  }

  @Test
  void refusesLinesThatAreNotWhole() {
    assertThat(ProcStat.of("")).isNull();
    assertThat(ProcStat.of("42 (x)")).isNull();
    assertThat(ProcStat.of("42 (x) S 1 2 3")).isNull();
    assertThat(entry("42 (x) S one" + REST)).isNull();
  }

  @Test
  void seesThisProcess() throws IOException {
    ProcFs processes = ProcFs.ofMachine();
    ProcessId self = processes.identify(ProcessHandle.current().pid());
    if (self == null) {
      throw new AssertionError("this process is not in the table");
    }
    assertThat(processes.alive(self)).isTrue();
    assertThat(processes.read().alive(self)).isTrue();
    assertThat(processes.alive(new ProcessId(self.pid(), self.startTicks() + 1))).isFalse();
  }

  private static @Nullable ProcessEntry entry(String line) {
    ProcStat stat = ProcStat.of(line);
    return stat == null ? null : stat.entry(42);
  }
}

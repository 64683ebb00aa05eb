package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcStatTest {
  private static final String REST =
      " 10 20 30 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 200 18446744073709551615 1";

  @Test
  void readsNamesWithBlanksAndParentheses() {
    assertThat(ProcStat.parse(42, "42 (a) b) (c) S" + REST, "m/"))
        .isEqualTo(new ProcessEntry(new ProcessId(42, 987654), 10, 30, ProcessState.ALIVE, "m/"));
    assertThat(ProcStat.parse(42, "42 (x) Z" + REST, ""))
        .extracting("state")
        .isEqualTo(ProcessState.ZOMBIE);
  }

  @Test
  void refusesLinesThatAreNotWhole() {
    assertThat(ProcStat.parse(42, "", "")).isNull();
    assertThat(ProcStat.parse(42, "42 (x)", "")).isNull();
    assertThat(ProcStat.parse(42, "42 (x) S 1 2 3", "")).isNull();
    assertThat(ProcStat.parse(42, "42 (x) S one" + REST, "")).isNull();
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
}

package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.guard.SlotState;
import io.quorate.server.guard.SlotView;
import org.junit.jupiter.api.Test;

final class ServiceEndTest {
  @Test
  void namesADaemon() {
    assertThat(ServiceEnd.whileUp(ended(0, 2)))
        .startsWith("died: it put itself into the background")
        .contains("left and killed: 2")
        .contains("stay in the foreground");
    assertThat(ServiceEnd.beforeReady(ended(0, 0))).endsWith("exit code 0");
    assertThat(ServiceEnd.beforeReady(ended(1, 3))).endsWith("exit code 1");
  }

  @Test
  void saysWhatTheNumbersOfShellsMean() {
    assertThat(ServiceEnd.atStart(ended(127, 0))).contains("was not found");
    assertThat(ServiceEnd.atStart(ended(126, 0))).contains("may not be executed");
    assertThat(ServiceEnd.whileUp(ended(137, 0))).endsWith("ended by signal 9");
    assertThat(ServiceEnd.whileUp(ended(255, 0))).endsWith("exit code 255");
  }

  private static SlotView ended(int exitCode, int leftBehind) {
    return new SlotView(SlotState.EXITED, 1, null, 0, exitCode, 1, leftBehind);
  }
}

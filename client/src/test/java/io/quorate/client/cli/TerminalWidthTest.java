package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalWidthTest {

  @Test
  void theVariableWinsOverTheTerminal() {
    assertThat(TerminalWidth.of("132", "90")).isEqualTo(132);
    assertThat(TerminalWidth.of("", "90")).isEqualTo(90);
  }

  @Test
  void whatIsNoWidthIsPassedOver() {
    assertThat(TerminalWidth.of("wide", "0")).isEqualTo(TerminalWidth.USUAL);
    assertThat(TerminalWidth.of("-3", "")).isEqualTo(TerminalWidth.USUAL);
  }

  @Test
  void aWidthIsAtLeastWhatTablesNeed() {
    assertThat(TerminalWidth.of("7", "")).isEqualTo(40);
    assertThat(TerminalWidth.of("999999", "")).isEqualTo(1_000);
  }
}

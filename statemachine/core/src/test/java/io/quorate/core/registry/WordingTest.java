package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts are kept within bounds, and in whole characters. */
final class WordingTest {
  private static final String FULL = "x".repeat(Wording.MAX_LENGTH);
  private static final String PENCIL = "\u270f\ufe0f";
  private static final String HORN = "\ud83d\udcef";

  @Test
  void whatFitsIsKept() {
    assertThat(Wording.bounded(FULL)).isEqualTo(FULL);
    assertThat(Wording.bounded("")).isEmpty();
  }

  @Test
  void whatIsLongerIsCutAndSaysSo() {
    assertThat(Wording.bounded(FULL + "y")).isEqualTo("x".repeat(997) + "...");
    assertThat(Wording.bounded(PENCIL + FULL)).startsWith(PENCIL).hasSize(1_000).endsWith("...");
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertThat(Wording.bounded("x".repeat(996) + HORN + "and so on"))
        .isEqualTo("x".repeat(996) + "...");
    assertThat(Wording.bounded("x".repeat(995) + HORN + "and so on"))
        .isEqualTo("x".repeat(995) + HORN + "...");
  }
}

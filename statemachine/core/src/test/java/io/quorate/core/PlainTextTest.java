package io.quorate.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PlainTextTest {

  @Test
  void ordinaryTextStaysAsItIs() {
    for (String text : new String[] {"", "rack move", "größer", "\uD83D\uDE80 up"}) {
      assertThat(PlainText.of(text)).isEqualTo(text);
      assertThat(PlainText.transmissible(text)).isTrue();
    }
  }

  @Test
  void oneLineOfWellFormedTextComesOut() {
    assertThat(PlainText.of("a\0b\nc\td\u007Fe\u0085f")).isEqualTo("a b c d e f");
    assertThat(PlainText.of("a\uD83Db")).isEqualTo("a\uFFFDb");
    assertThat(PlainText.of("\uDE80")).isEqualTo("\uFFFD");
    assertThat(PlainText.of("\uDE80\uD83D")).isEqualTo("\uFFFD\uFFFD");
  }

  @Test
  void aCutDoesNotHalveACharacter() {
    String text = "x".repeat(PlainText.MAX_LENGTH - 1) + "\uD83D\uDE80";
    String plain = PlainText.of(text);

    assertThat(plain).hasSize(PlainText.MAX_LENGTH).endsWith("\uFFFD");
    assertThat(new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(plain);
  }

  @Test
  void whatNoProgramCanBeGivenIsNoticed() {
    assertThat(PlainText.transmissible("a\0")).isFalse();
    assertThat(PlainText.transmissible("a\uD83D")).isFalse();
    assertThat(PlainText.transmissible("\uDE80a")).isFalse();
    assertThat(PlainText.transmissible("line\nbreak")).isTrue();
  }
}

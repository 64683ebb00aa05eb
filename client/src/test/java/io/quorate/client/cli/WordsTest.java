package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void putsDurationsForPeople() {
    assertThat(Words.duration(Duration.ZERO)).isEqualTo("0s");
    assertThat(Words.duration(Duration.ofSeconds(-5))).isEqualTo("0s");
    assertThat(Words.duration(Duration.ofNanos(5))).isEqualTo("<1ms");
    assertThat(Words.duration(Duration.ofMillis(999))).isEqualTo("999ms");
    assertThat(Words.duration(Duration.ofMillis(2_930))).isEqualTo("2.9s");
    assertThat(Words.duration(Duration.ofSeconds(59))).isEqualTo("59s");
    assertThat(Words.duration(Duration.ofSeconds(200))).isEqualTo("3m 20s");
    assertThat(Words.duration(Duration.ofHours(4))).isEqualTo("4h");
    assertThat(Words.duration(Duration.ofHours(98))).isEqualTo("4d 2h");
  }

  @Test
  void neverPutsABoundLowerThanItIs() {
    assertThat(Words.bound(Samples.millis(2_930))).isEqualTo("2.93s");
    assertThat(Words.bound(Samples.millis(500))).isEqualTo("500ms");
    assertThat(Words.bound(Samples.millis(3_000))).isEqualTo("3s");
    assertThat(Words.bound(Samples.millis(90_000))).isEqualTo("1m30s");
    assertThat(Words.bound(Samples.millis(2_020).toBuilder().setNanos(20_000_001).build()))
        .isEqualTo("2.021s");
  }

  @Test
  void keepsLinesShort() {
    assertThat(Words.wrap("a bb ccc", 4)).containsExactly("a bb", "ccc");
    assertThat(Words.wrap("abcdef g", 3)).containsExactly("abcdef", "g");
    assertThat(Words.wrap("", 3)).containsExactly("");
  }
}

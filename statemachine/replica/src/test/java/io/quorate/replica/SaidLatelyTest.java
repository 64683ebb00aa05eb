package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SaidLatelyTest {
  private final SaidLately said = new SaidLately();

  private boolean before(String text, long seconds) {
    return said.before(text, TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void theSameIsSaidOnceInTenSecondsThoughOthersComeBetween() {
    assertThat(before("b", 0)).isFalse();
    assertThat(before("w", 1)).isFalse();
    assertThat(before("b", 2)).isTrue();
    assertThat(before("w", 10)).isTrue();
    assertThat(before("b", 11)).isFalse();
  }

  @Test
  void whoAlwaysSaysSomethingElseIsNotHeardForEver() {
    for (int i = 0; i < 64; i++) {
      assertThat(before("text " + i, 0)).isFalse();
    }
    assertThat(before("another", 5)).isTrue();
    assertThat(before("another", 11)).isFalse();
  }
}

package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CounterTest {

  @Test
  void keysSortAsTheirNumbersDo() {
    assertThat(Counter.key(0)).isEqualTo("0000000000000000000");
    assertThat(Counter.key(1_234)).isEqualTo("0000000000000001234");
    assertThat(Counter.key(Long.MAX_VALUE)).isEqualTo("" + Long.MAX_VALUE);
    assertThat(Counter.key(-1)).isLessThan(Counter.key(0));
    assertThat(Counter.key(Long.MIN_VALUE)).isLessThan(Counter.key(0));
  }
}

package io.quorate.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckCounterTest {
  @Test
  void changesOnlyAfterEnoughInARow() {
    assertThat(after(3, 2, "")).isEqualTo(CheckState.UNKNOWN);
    assertThat(after(3, 2, "+")).isEqualTo(CheckState.UNKNOWN);
    assertThat(after(3, 2, "++")).isEqualTo(CheckState.PASSING);
    assertThat(after(3, 2, "++--")).isEqualTo(CheckState.PASSING);
    assertThat(after(3, 2, "++--+--")).isEqualTo(CheckState.PASSING);
    assertThat(after(3, 2, "++---")).isEqualTo(CheckState.FAILING);
    assertThat(after(3, 2, "++--t")).isEqualTo(CheckState.FAILING);
    assertThat(after(3, 2, "++----+")).isEqualTo(CheckState.FAILING);
    assertThat(after(3, 2, "++----++")).isEqualTo(CheckState.PASSING);
    assertThat(after(1, 1, "-")).isEqualTo(CheckState.FAILING);
  }

  private static CheckState after(int failures, int successes, String results) {
    CheckCounter counter = CheckCounter.unknown(new CheckThresholds(failures, successes));
    for (int i = 0; i < results.length(); i++) {
      counter =
          counter.next(
              switch (results.charAt(i)) {
                case '+' -> ProbeOutcome.PASSED;
                case 't' -> ProbeOutcome.TIMED_OUT;
                default -> ProbeOutcome.FAILED;
              });
    }
    return counter.state();
  }
}

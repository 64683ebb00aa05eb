package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SystemLimitTest {
  private static final int BUG = 70;

  @Test
  void findsTheLimitBehindWhatItBroke() {
    IOException files = new IOException("/data/x.sst: Too many open files");
    OutOfMemoryError threads = new OutOfMemoryError("unable to create native thread: possibly ...");

    assertThat(SystemLimit.behind(new IllegalStateException("the store failed", files)))
        .contains(SystemLimit.OPEN_FILES);
    assertThat(SystemLimit.behind(new IllegalStateException(threads)))
        .contains(SystemLimit.THREADS);
    assertThat(SystemLimit.behind(new IOException("No space left on device"))).isEmpty();
    assertThat(SystemLimit.behind(new OutOfMemoryError("Java heap space"))).isEmpty();
    assertThat(SystemLimit.behind(null)).isEmpty();
  }

  @Test
  void anEndlessChainOfCausesEnds() {
    IOException one = new IOException("one");
    IOException two = new IOException("two", one);
    one.initCause(two);

    assertThat(SystemLimit.behind(one)).isEmpty();
  }

  @Test
  void aLimitIsNoBug() {
    assertThat(ProcessHalt.exitCode(new OutOfMemoryError("unable to create native thread")))
        .isEqualTo(HaltReason.LIMIT_REACHED.exitCode());
    assertThat(ProcessHalt.exitCode(new IllegalStateException("epoch 3 after 4"))).isEqualTo(BUG);
  }
}

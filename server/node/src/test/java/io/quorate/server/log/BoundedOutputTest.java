package io.quorate.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedOutputTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  private static void say(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A pipe whose reader has stopped. */
  private OutputStream fullPipe() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        throw new AssertionError("lines come whole");
      }

      @Override
      public void write(byte[] bytes) throws IOException {
        stuck.countDown();
        try {
          goesOn.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        seen.write(bytes);
      }
    };
  }

  @Test
  void givesOnWhatIsWritten() throws Exception {
    BoundedOutput output = new BoundedOutput(seen, 100);
    say(output, "first\n");
    say(output, "second\n");
    assertThat(output.drain(LONG)).isTrue();
    assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("first\nsecond\n");
    assertThat(output.dropped()).isZero();
  }

  @Test
  void nobodyWaitsForAReaderThatHasStopped() throws Exception {
    BoundedOutput output = new BoundedOutput(fullPipe(), 30);
    say(output, "on its way\n");
    stuck.await();
    for (int i = 0; i < 10; i++) {
      say(output, "line " + i + "\n");
    }
    assertThat(output.dropped()).isEqualTo(6);
    assertThat(output.drain(SHORT)).isFalse();
    goesOn.countDown();
    assertThat(output.drain(LONG)).isTrue();
    say(output, "the end\n");
    assertThat(output.drain(LONG)).isTrue();
    assertThat(seen.toString(StandardCharsets.UTF_8))
        .startsWith("on its way\n6 lines of the log are missing here")
        .endsWith("line 0\nline 1\nline 2\nline 3\nthe end\n");
    assertThat(output.dropped()).isEqualTo(6);
  }

  @Test
  void aReaderThatIsGoneCostsItsLinesOnly() throws Exception {
    BoundedOutput output =
        new BoundedOutput(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            100);
    say(output, "two\nlines\n");
    assertThat(output.drain(LONG)).isTrue();
    assertThat(output.dropped()).isEqualTo(2);
  }
}

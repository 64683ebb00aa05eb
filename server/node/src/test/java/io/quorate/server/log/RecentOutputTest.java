package io.quorate.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RecentOutputTest {
  private Instant now = Instant.EPOCH;
  private final RecentOutput recent = new RecentOutput(() -> now, 20);

  private void say(String text, Duration later) {
    now = now.plus(later);
    recent.add(ByteString.copyFromUtf8(text));
  }

  @Test
  void keepsWhatFitsAndTellsWhatIsYoungEnough() {
    say("first\n", Duration.ZERO);
    say("second\n", Duration.ofMinutes(1));
    say("third\n", Duration.ofMinutes(1));
    assertThat(recent.since(Duration.ofHours(1))).isEqualTo("first\nsecond\nthird\n");
    assertThat(recent.since(Duration.ofMinutes(1))).isEqualTo("second\nthird\n");

    say("fourth\n", Duration.ofMinutes(1));
    assertThat(recent.since(Duration.ofHours(1))).isEqualTo("second\nthird\nfourth\n");

    say("longer than what is kept\n", Duration.ofMinutes(1));
    assertThat(recent.since(Duration.ofHours(1))).isEmpty();
  }
}

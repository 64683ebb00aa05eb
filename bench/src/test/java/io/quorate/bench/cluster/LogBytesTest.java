package io.quorate.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogBytesTest {
  @TempDir Path data;

  private void segment(String name, int used, int length) throws Exception {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, 0, used, (byte) 1);
    Files.write(Files.createDirectories(data.resolve("raft/current")).resolve(name), bytes);
  }

  @Test
  void countsWhatIsWrittenAndNotWhatIsLaidOut() throws Exception {
    assertThat(LogBytes.of(data)).isZero();
    segment("log_0-99", 70_000, 70_000);
    segment("log_inprogress_100", 200_001, 1 << 20);
    segment("log_inprogress_7", 0, 1 << 17);
    segment("raft-meta", 50, 50);

    assertThat(LogBytes.of(data)).isEqualTo(270_001);
  }
}

package io.quorate.server.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.v1.DiagnosisSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A section that cannot be told keeps nobody from the others. */
@Timeout(60)
final class ReportTest {
  @TempDir Path directory;
  private final CountDownLatch hangs = new CountDownLatch(1);

  private String never() throws IOException {
    try {
      hangs.await();
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the disk has come back");
  }

  private static String broken() throws IOException {
    throw new IOException("the disk is gone");
  }

  private static Map<String, String> told(Report report, Duration since) {
    return report.tell(since).join().stream()
        .collect(Collectors.toMap(DiagnosisSection::getName, DiagnosisSection::getText));
  }

  @Test
  void whatFailsOrHangsSaysSo() {
    try (Report report =
        new Report(
            List.of(
                Section.ofNow("broken", ReportTest::broken),
                Section.ofNow("hung", this::never),
                new Section("past", since -> "since " + since)),
            Duration.ofSeconds(1))) {
      Map<String, String> told = told(report, Duration.ofHours(2));
      assertThat(told.get("broken")).contains("cannot be told", "the disk is gone");
      assertThat(told.get("hung")).isEqualTo("not told within 1 s\n");
      assertThat(told.get("past")).isEqualTo("since PT2H");
    }
  }

  /** Those who asked before hang on the same disk: nobody waits behind them. */
  @Test
  void whoAsksAgainAndAgainIsToldToo() {
    try (Report report =
        new Report(List.of(Section.ofNow("hung", this::never)), Duration.ofMillis(1))) {
      for (int i = 0; i < 100; i++) {
        assertThat(told(report, Duration.ZERO).get("hung")).startsWith("not told");
      }
      assertThat(told(report, Duration.ZERO).get("hung")).contains("wait still");
    }
  }

  @Test
  void ofWhatIsTooLongTheEndIsTold() {
    String text = "ä line\n".repeat(Report.MOST_BYTES / 7);
    try (Report report =
        new Report(List.of(Section.ofNow("long", () -> text)), Duration.ofSeconds(30))) {
      String told = told(report, Duration.ZERO).getOrDefault("long", "");
      assertThat(told.getBytes(UTF_8).length).isLessThan(Report.MOST_BYTES + 100);
      assertThat(told).startsWith("(what came before is left out)\nä line\n").endsWith("ä line\n");
    }
  }

  @Test
  void theMachineIsDescribed() throws IOException {
    assertThat(DiskText.of(directory)).contains("MiB free of", "20 appends of 4096 bytes");
    assertThat(directory).isEmptyDirectory();
    assertThat(MachineText.system()).contains("/proc/loadavg:", "/proc/self/limits:\nLimit");
    assertThat(MachineText.runtime()).contains("java.runtime.version: " + Runtime.version());
    assertThat(ThreadsText.now()).contains("\"main\"").contains("ReportTest");
  }

  @Test
  void aPortThatTakesNothingIsNamed() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      assertThat(WaysText.of(List.of(new WaysText.Way("b api", "127.0.0.1", port))))
          .startsWith("b api 127.0.0.1 " + port + ": connects in ");
    }
    assertThat(WaysText.of(List.of(new WaysText.Way("b api", "127.0.0.1", port))))
        .contains("does not connect: java.net.ConnectException");
  }
}

package io.quorate.server.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceLogsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void joinsTheLinesOfEachProcessAndLeavesOutWhatAKillCutShort() throws IOException {
    log("a", "alive 10 9 1 a 1 7\nserved 30 9 3 a 1 7 x\nserved 20 9 2 a 1 7 y\nalive 40 9 4 a");
    log("b", "alive 50 9 5 b 2 8\nserved 60 19 6 b 2 8 z\n");

    ServiceLogs logs = ServiceLogs.read(folder);

    assertThat(logs.runs())
        .containsExactly(
            new ServiceRun("a", 1, 7, new Lifetime(10, 30), new Lifetime(9, 9), 2, 2),
            new ServiceRun("b", 2, 8, new Lifetime(50, 60), new Lifetime(9, 19), 6, 1));
    assertThat(logs.served()).isEqualTo(3);
    assertThat(logs.firstServing(2).map(ServiceRun::firstServedMillis)).contains(6L);
    assertThat(logs.violations()).isEmpty();
  }

  @Test
  void seesTwoAtOneTime() throws IOException {
    log("a", "alive 10 9 1 a 1 7\nalive 55 9 1 a 1 7\n");
    log("b", "alive 50 9 5 b 2 8\n");

    assertThat(ServiceLogs.read(folder).violations())
        .containsExactly(
            "two lived at one time: node a, epoch 1, pid 7; and node b, epoch 2, pid 8");
  }

  @Test
  void seesTwoAtOneTimeByTheBootClockAlone() throws IOException {
    log("a", "alive 10 10000000 1 a 1 7\nalive 20 70000000 1 a 1 7\n");
    log("b", "alive 50 60000000 5 b 2 8\n");

    assertThat(ServiceLogs.read(folder).violations())
        .containsExactly(
            "two lived at one time: node a, epoch 1, pid 7; and node b, epoch 2, pid 8");
  }

  @Test
  void seesAnEpochThatCameBackOrWasSharedAndAllowsARestartInPlace() throws IOException {
    log("a", "alive 10 9 1 a 2 7\nalive 20 9 1 a 2 9\nalive 50 9 1 a 3 7\n");
    log("b", "alive 30 9 5 b 1 8\nalive 60 9 5 b 3 8\n");

    assertThat(ServiceLogs.read(folder).violations().toString())
        .contains("an old epoch came back: node b, epoch 1")
        .contains("two nodes had one epoch")
        .doesNotContain("two lived");
  }

  private void log(String node, String text) throws IOException {
    Files.writeString(folder.resolve(node + ServiceLogs.SUFFIX), text);
  }
}

package io.quorate.server.demo;

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
    log("a", "alive 10 1 a 1 7\nserved 30 3 a 1 7 x\nserved 20 2 a 1 7 y\nalive 40 4 a");
    log("b", "alive 50 5 b 2 8\nserved 60 6 b 2 8 z\n");

    ServiceLogs logs = ServiceLogs.read(folder);

    assertThat(logs.runs())
        .containsExactly(
            new ServiceRun("a", 1, 7, 10, 30, 2, 2), new ServiceRun("b", 2, 8, 50, 60, 6, 1));
    assertThat(logs.served()).isEqualTo(3);
    assertThat(logs.firstServing(2).map(ServiceRun::firstServedMillis)).contains(6L);
    assertThat(logs.violations()).isEmpty();
  }

  @Test
  void seesTwoAtOneTime() throws IOException {
    log("a", "alive 10 1 a 1 7\nalive 55 1 a 1 7\n");
    log("b", "alive 50 5 b 2 8\n");

    assertThat(ServiceLogs.read(folder).violations())
        .containsExactly(
            "two lived at one time: node a, epoch 1, pid 7; and node b, epoch 2, pid 8");
  }

  @Test
  void seesAnEpochThatCameBackOrWasSharedAndAllowsARestartInPlace() throws IOException {
    log("a", "alive 10 1 a 2 7\nalive 20 1 a 2 9\nalive 50 1 a 3 7\n");
    log("b", "alive 30 5 b 1 8\nalive 60 5 b 3 8\n");

    assertThat(ServiceLogs.read(folder).violations().toString())
        .contains("an old epoch came back: node b, epoch 1")
        .contains("two nodes had one epoch")
        .doesNotContain("two lived");
  }

  private void log(String node, String text) throws IOException {
    Files.writeString(folder.resolve(node + ServiceLogs.SUFFIX), text);
  }
}

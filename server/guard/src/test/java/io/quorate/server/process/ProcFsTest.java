package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {
  private static final int LOOKS = 300;
  private static final String MARK = "node/a/7/n/";

  @TempDir Path directory;

  @Test
  void aProcessThatReplacesItsProgramIsNotTakenForOneWithoutAMarker() throws Exception {
    ProcFs processes = ProcFs.ofMachine();
    Path script = Files.writeString(directory.resolve("again.sh"), "exec /bin/sh \"$0\"\n");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
    builder.environment().put(ProcessMarker.VARIABLE, MARK);
    Process process = builder.start();
    try {
      for (int look = 0; look < LOOKS; look++) {
        ProcessTable table = processes.read();
        ProcessEntry entry = table.byPid(process.pid());
        assertThat(entry != null && (MARK.equals(entry.marker()) || !table.showsMarkers()))
            .as("look %s shows it as %s", look, entry)
            .isTrue();
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** As the kernel shows a program that ends its first thread and goes on with others. */
  @Test
  void aProgramWithoutItsFirstThreadIsAliveAndShowsItsMarker() throws Exception {
    process(50, "Z", 2, 0);
    environment("50/task/50", "");
    environment("50/task/51", ProcessMarker.VARIABLE + "=" + MARK + "\0");
    process(60, "Z", 1, 0);
    ProcessTable table = new ProcFs(directory).read();
    assertThat(table.byPid(50))
        .isEqualTo(new ProcessEntry(new ProcessId(50, 7), 1, 1, ProcessState.ALIVE, MARK));
    assertThat(table.byPid(60)).extracting("state").isEqualTo(ProcessState.ZOMBIE);
    assertThat(table.showsMarkers()).isTrue();
  }

  @Test
  void aProgramWithoutAnEnvironmentIsToldFromOneThatHasNoneYet() throws Exception {
    process(50, "S", 1, 9);
    environment("50", "");
    assertThat(new ProcFs(directory).read().showsMarkers()).isTrue();
    process(60, "R", 1, 0);
    environment("60", "");
    assertThat(new ProcFs(directory).read().showsMarkers()).isFalse();
  }

  /** With its code, and an environment of nothing, at this place; 0 for none. */
  private void process(long pid, String state, int threads, long place) throws IOException {
    Path process = Files.createDirectories(directory.resolve(Long.toString(pid)));
    String toThreads = "%d (x) %s 1 1 1%s %d".formatted(pid, state, " 0".repeat(13), threads);
    String toEnvironment = " 0 7 0 0 0 %d%s".formatted(place, " 0".repeat(23));
    Files.writeString(
        process.resolve("stat"),
        "%s%s %d %d 0\n".formatted(toThreads, toEnvironment, place, place));
  }

  private void environment(String process, String content) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(process));
    Files.writeString(folder.resolve("environ"), content);
  }
}

package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says in a process of its own, where libraries have their say too. */
final class CommandProcessTest {
  private static final int NO_QUORUM = 3;

  /** A name that is never found, and a port at which nobody listens. */
  @ParameterizedTest
  @ValueSource(strings = {"no-such-host.invalid", "127.0.0.1:1"})
  void nobodyThereIsOneLine(String server) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.quorate.server.Main",
                "--server",
                server,
                "status")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).hasLineCount(1).startsWith("error: no node answers: " + server);
    assertThat(process.exitValue()).isEqualTo(NO_QUORUM);
  }
}

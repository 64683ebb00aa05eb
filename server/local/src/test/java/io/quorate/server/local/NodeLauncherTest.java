package io.quorate.server.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line that somebody may copy to a shell. */
final class NodeLauncherTest {
  @Test
  void aShellReadsTheLineAsItWasMeant() throws Exception {
    List<String> words = List.of("plain", "a b", "it's", "$HOME", "*", "");
    String line = new NodeLauncher(List.of("printf", "<%s>")).shellLine(words);

    Process shell = new ProcessBuilder("/bin/sh", "-c", line).start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("<plain><a b><it's><$HOME><*><>");
    assertThat(shell.waitFor()).isZero();
  }
}

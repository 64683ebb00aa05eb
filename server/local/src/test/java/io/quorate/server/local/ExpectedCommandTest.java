package io.quorate.server.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.server.files.NodePorts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a demo takes for a difference, and what it shows of one. */
final class ExpectedCommandTest {
  private static final LocalNode NOBODY =
      new LocalNode(new NodeId("a"), NodeKind.DATA, new NodePorts(1, 2, 3), 4, Path.of("/none"));

  private static ExpectedCommand get(int exit, String text) {
    return new ExpectedCommand(NOBODY, List.of("config", "get", "g", "a value"), exit, text);
  }

  @Test
  void anotherExitCodeOrTextIsADifference() {
    ExpectedCommand.Seen seen = new ExpectedCommand.Seen(1, "error: no (UNKNOWN_PATH)\n");

    assertThat(get(1, "UNKNOWN_PATH").met(seen)).isTrue();
    assertThat(get(1, "").met(seen)).isTrue();
    assertThat(get(0, "UNKNOWN_PATH").met(seen)).isFalse();
    assertThat(get(1, "WRONG_SCOPE").met(seen)).isFalse();
  }

  @Test
  void itIsReallyRun() {
    ExpectedCommand.Seen seen =
        new ExpectedCommand(NOBODY, List.of("config", "dance"), 2, "dance").run();

    assertThat(seen.exit()).isEqualTo(2);
    assertThat(seen.output()).contains("dance");
  }

  @Test
  void itCanBeTypedAndIsShownInPart() {
    assertThat(get(0, "x").typed()).endsWith("config get g 'a value'");
    assertThat(get(0, "x").expected()).isEqualTo("expected: exit 0, and: x");
    assertThat(new ExpectedCommand.Seen(0, "line\n".repeat(10)).lines())
        .hasSize(11)
        .last()
        .asString()
        .endsWith("... 1 line more");
  }
}

package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.FakeNode;
import io.quorate.v1.DiagnoseRequest;
import io.quorate.v1.DiagnoseResponse;
import io.quorate.v1.DiagnosisSection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node says of itself, on a terminal. */
final class NodeDiagnoseCommandTest {
  private FakeNode node;

  @BeforeEach
  void start() {
    node =
        FakeNode.start()
            .on(
                DiagnoseRequest.class,
                request ->
                    DiagnoseResponse.newBuilder()
                        .setNode(request.getNode())
                        .addSections(section("roles", "web: active\u001b[2J, epoch 7\n"))
                        .addSections(section("threads", "\"main\" RUNNABLE\n"))
                        .addSections(section("log", log()))
                        .build());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static DiagnosisSection section(String name, String text) {
    return DiagnosisSection.newBuilder().setName(name).setText(text).build();
  }

  private static String log() {
    return IntStream.rangeClosed(1, 150)
        .mapToObj(number -> "line " + number + "\n")
        .collect(Collectors.joining());
  }

  private CliRun run(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "node";
    words[1] = "diagnose";
    words[2] = "b";
    System.arraycopy(more, 0, words, 3, more.length);
    return CliRun.with(node).run(words);
  }

  @Test
  void whatIsLookedAtFirstIsShownWithTheEndOfTheLog() {
    String out = run().exits(0).out();

    assertThat(out).contains("roles\n  web: active?[2J, epoch 7\n").doesNotContain("RUNNABLE");
    assertThat(out).contains("  line 51\n", "  line 150\n").doesNotContain("  line 50\n");
    assertThat(node.requests(DiagnoseRequest.class).get(0).getNode()).isEqualTo("b");
  }

  @Test
  void aSectionIsShownWhole() {
    String out = run("--section", "log", "--since", "2h").exits(0).out();

    assertThat(out).startsWith("log\n  line 1\n").doesNotContain("roles");
    assertThat(node.requests(DiagnoseRequest.class).get(0).getSince().getSeconds())
        .isEqualTo(7_200);
  }

  @Test
  void aSectionThatThereIsNotIsNamedWithThoseThatThereAre() {
    assertThat(run("--section", "thread").exits(2).err())
        .contains("no section is called 'thread'", "[roles, threads, log]");
  }
}

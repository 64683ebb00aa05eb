package io.quorate.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.cli.Words;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.FailoverBound;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ValidateCommandTest {
  private static final String ETC = "../node/src/main/dist/etc/";

  private final StringWriter out = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @Test
  void theExamplesPassTogetherAndTheBoundIsASumOfNamedTerms() {
    int exit =
        run(
            "",
            ETC + "group-example.yaml",
            ETC + "quorate-a.yaml",
            ETC + "quorate-b.yaml",
            "-f",
            ETC + "quorate-w.yaml");

    Timing lan = TimingProfile.LAN.timing();
    Duration sum = lan.expiry().plus(FailoverBound.DECISION).plus(lan.heartbeat()).plusSeconds(10);
    assertThat(out.toString())
        .contains("node a (data) of cluster example, voters a b w")
        .contains("group example, members a b")
        .contains("fails over within " + Words.bound(sum))
        .contains(Words.bound(lan.expiry()) + "  lease")
        .contains(Words.bound(lan.heartbeat()) + "  directive")
        .contains("10s  start of web")
        .doesNotContain("fail ")
        .doesNotContain("warn ");
    assertThat(exit).isZero();
  }

  @Test
  void aRefusedFileEndsWithOne() {
    int exit = run("name: g\nmembers: []\n", "-");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).startsWith("fail  standard input:2: members: ");
  }

  @Test
  void groupsAreCheckedAgainstTheNodesNamedWithThem() {
    int exit = run("name: g\nmembers: [{node: a}, {node: w}]\n", ETC + "quorate-a.yaml", "-");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("which is never active");
  }

  @Test
  void nodeFilesMustAgree() throws IOException {
    String other =
        Files.readString(Path.of(ETC, "quorate-b.yaml")).replace("127.0.0.3", "127.0.0.4");
    Path changed = Files.writeString(folder.resolve("b.yaml"), other);

    int exit = run("", ETC + "quorate-a.yaml", ETC + "quorate-a.yaml", changed.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("it is node 'a' too").contains("its peers differ");
  }

  @Test
  void aFileIsTakenForWhatItsKeysSay() {
    run("cluster: x\nnoed: a\nnode: a\n", "-");

    assertThat(out.toString()).contains("noed").contains("did you mean \"node\"");
  }

  @Test
  void aMissingFileFailsAndNoFileIsWrongUsage() {
    assertThat(run("", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(out.toString()).contains("there is no such file");
    assertThat(run("")).isEqualTo(2);
  }

  private int run(String input, String... args) {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new CommandLine(new ValidateCommand(in, names -> new TreeSet<>()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(args);
  }
}

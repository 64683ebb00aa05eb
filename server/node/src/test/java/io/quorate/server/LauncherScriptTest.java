package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/quorate} starts: its options are given to a real JVM, which must take them. */
final class LauncherScriptTest {
  private static final Path SCRIPT = Path.of("src/main/dist/bin/quorate");

  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Path release = Path.of(System.getProperty("java.home"), "release");
    Files.writeString(folder.resolve("jdk/release"), Files.readString(release));
    Files.writeString(
        bin.resolve("java"),
        """
        #!/bin/sh
        env
        while [ "$1" != -cp ]; do set -- "$@" "option $1"; shift; done
        shift 3
        for word in "$@"; do [ "$word" = "${word#option }" ] || echo "$word"; done
        options=
        for word in "$@"; do [ "$word" = "${word#option }" ] || options="$options ${word#option }"; done
        exec %s $options -version
        """
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java")));
    Files.setPosixFilePermissions(
        bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-XX:+UseSerialGC",
        "-XX:+UseParallelGC -Xmx512m",
        "-Xmx32m",
        "-Xms300m",
        "-XX:MaxRAMPercentage=50"
      })
  void whatIsChosenOverridesInsteadOfEndingTheJvm(String chosen) throws Exception {
    for (String command : List.of("server", "status")) {
      String said = run(Map.of("QUORATE_JAVA_OPTS", chosen), command);
      assertThat(said).as(chosen).contains("(build ").endsWith("exit code 0\n");
    }
  }

  @Test
  void aCollectorForAllJvmsOfTheMachineIsBorneToo() throws Exception {
    assertThat(run(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC"), "server"))
        .doesNotContain("option -XX:+UseG1GC")
        .endsWith("exit code 0\n");
  }

  @Test
  void theJvmSpeaksUtf8AndKnowsWhatLocaleWasThere() throws Exception {
    assertThat(run(Map.of("LC_ALL", "POSIX"), "server").lines())
        .contains("LC_ALL=C.UTF-8", "QUORATE_CARRIED_LC_ALL=POSIX");
    assertThat(run(Map.of(), "server").lines())
        .contains("LC_ALL=C.UTF-8", "QUORATE_CARRIED_LC_ALL=");
    Map<String, String> ofOurs = Map.of("LC_ALL", "C.UTF-8", "QUORATE_CARRIED_LC_ALL", "de_DE");
    assertThat(run(ofOurs, "server").lines()).contains("QUORATE_CARRIED_LC_ALL=de_DE");
  }

  @Test
  void theLimitOfOpenFilesIsKeptForWhatTheNodeStarts() throws Exception {
    assertThat(run(Map.of(), "server").lines()).contains("QUORATE_CARRIED_OPEN_FILES=777");
  }

  @Test
  void anArchiveForThisJvmIsUsedAndOneThatDoesNotFitHarmsNothing() throws Exception {
    Path script = Files.createDirectories(folder.resolve("home/bin")).resolve("quorate");
    Files.copy(SCRIPT, script, StandardCopyOption.COPY_ATTRIBUTES);
    Path lib = Files.createDirectories(folder.resolve("home/lib"));
    assertThat(run(script, Map.of(), "status"))
        .doesNotContain("SharedArchiveFile")
        .endsWith("exit code 0\n");
    Path archive = lib.resolve("quorate-" + runtimeBuild() + ".jsa");
    Files.writeString(archive, "nothing that a JVM could use");
    for (String command : List.of("server", "status")) {
      assertThat(run(script, Map.of(), command))
          .contains("option -XX:SharedArchiveFile=" + archive.toRealPath())
          .doesNotContain("[warning]", "[error")
          .endsWith("exit code 0\n");
    }
    assertThat(run(script, Map.of("QUORATE_JAVA_OPTS", "-Xshare:off"), "status"))
        .doesNotContain("SharedArchiveFile")
        .endsWith("exit code 0\n");
  }

  private static String runtimeBuild() throws IOException {
    Properties release = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of(System.getProperty("java.home"), "release"))) {
      release.load(reader);
    }
    return release.getProperty("JAVA_RUNTIME_VERSION").replace("\"", "");
  }

  private String run(Map<String, String> environment, String command) throws Exception {
    return run(SCRIPT, environment, command);
  }

  private String run(Path script, Map<String, String> environment, String command)
      throws Exception {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("/bin/sh", "-c", "ulimit -Sn 777; exec \"$0\" \"$@\"", script.toString()));
    line.add(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said + "exit code " + process.exitValue() + "\n";
  }
}

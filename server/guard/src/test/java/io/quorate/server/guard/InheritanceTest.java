package io.quorate.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What services and commands inherit from a node that was started in a bad way: in the background
 * of a script, without a locale, with a mask for private files, spared when memory runs out.
 */
@Timeout(120)
class InheritanceTest {
  /** The kernel's names of the two that the C library keeps for itself. */
  private static final long OF_C_LIBRARY = 1L << 31 | 1L << 32;

  private static final String BADLY =
      "trap '' HUP INT QUIT; umask 077; ulimit -Sn 700;"
          + " echo -300 >/proc/self/oom_score_adj 2>/dev/null; exec \"$@\"";

  @TempDir Path directory;

  @Test
  void aServiceStartsAfresh() throws Exception {
    assertFresh(run(Map.of("LC_ALL", "POSIX")).resolve("service.log"), "LC_ALL=POSIX");
  }

  @Test
  void aCommandStartsAfresh() throws Exception {
    assertFresh(run(Map.of("LC_ALL", "POSIX")).resolve("command.log"), "LC_ALL=POSIX");
  }

  @Test
  void whatHadNoLocaleGetsNone() throws Exception {
    Path seen = run(Map.of());
    assertThat(Files.readString(seen.resolve("service.log"))).doesNotContain("LC_ALL");
    assertThat(Files.readString(seen.resolve("command.log"))).doesNotContain("LC_ALL");
  }

  private static void assertFresh(Path log, String locale) throws IOException {
    String seen = Files.readString(log);
    assertThat(signals(seen, "SigBlk")).as(seen).isZero();
    assertThat(signals(seen, "SigIgn")).as(seen).isZero();
    assertThat(seen.lines())
        .contains("umask 0022", "open files 700", "score 0", locale, "JDK_JAVA_OPTIONS=-Dx=y")
        .contains("argument " + ShowInheritance.TEXT, "variable " + ShowInheritance.TEXT)
        .anyMatch(line -> line.endsWith("/" + ShowInheritance.TEXT));
    assertThat(seen).doesNotContain("QUORATE_CARRIED");
  }

  private static long signals(String seen, String name) {
    Matcher line = Pattern.compile(name + ":\\s*([0-9a-f]+)").matcher(seen);
    assertThat(line.find()).as(seen).isTrue();
    return Long.parseUnsignedLong(line.group(1), 16) & ~OF_C_LIBRARY;
  }

  /** As {@code bin/quorate} would start it. */
  private Path run(Map<String, String> locale) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "/bin/sh",
            "-c",
            BADLY,
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ShowInheritance.class.getName(),
            directory.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    environment.put("QUORATE_CARRIED_LC_ALL", locale.getOrDefault("LC_ALL", ""));
    environment.put("QUORATE_CARRIED_OPEN_FILES", "700");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("JDK_JAVA_OPTIONS", "-Dx=y");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return directory;
  }
}

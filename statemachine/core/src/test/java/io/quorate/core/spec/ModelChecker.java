package io.quorate.core.spec;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** TLC, the checker of TLA+ specifications, in a JVM of its own. */
final class ModelChecker {
  /** Where the specification and its configurations are; tests run in the folder of the module. */
  static final Path SPECIFICATION = Path.of("spec");

  private final Path scratch;

  /**
   * What one run came to.
   *
   * @param exitCode of TLC
   * @param output everything that it printed, with the counterexample
   */
  record Verdict(int exitCode, String output) {
    static final int NOTHING_FOUND = 0;
    static final int INVARIANT_BROKEN = 12;
    static final int PROPERTY_BROKEN = 13;

    /** The size of the search, and of the counterexample if there is one. */
    String size() {
      long steps = output.lines().filter(line -> line.matches("State \\d+: .*")).count();
      return output
              .lines()
              .filter(
                  line -> line.matches("\\d.* states left on queue\\.|The depth.*|Finished in.*"))
              .collect(Collectors.joining(" "))
          + (steps == 0 ? "" : " Counterexample of " + steps + " states.");
    }
  }

  ModelChecker(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * Checks one configuration.
   *
   * @param workers threads; with one the counterexample is the same each time, and a shortest
   */
  Verdict check(String module, String configuration, int workers, Duration limit)
      throws IOException, InterruptedException {
    Path printed = scratch.resolve(configuration + ".out");
    Process process =
        new ProcessBuilder(command(module, configuration, workers))
            .directory(SPECIFICATION.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            configuration + " is not through after " + limit + ":\n" + Files.readString(printed));
      }
      Verdict verdict = new Verdict(process.exitValue(), Files.readString(printed));
      System.out.println(configuration + ": " + verdict.size());
      return verdict;
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(String module, String configuration, int workers) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseParallelGC",
        "-Xmx2g",
        // TLC unpacks its standard modules there.
        "-Djava.io.tmpdir=" + scratch,
        "-cp",
        jar().toString(),
        "tlc2.TLC",
        "-workers",
        Integer.toString(workers),
        "-metadir",
        scratch.resolve(configuration).toString(),
        "-config",
        configuration + ".cfg",
        module);
  }

  private static Path jar() {
    try {
      Class<?> checker = Class.forName("tlc2.TLC", false, ModelChecker.class.getClassLoader());
      return Path.of(checker.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("the checker is not on the class path of the tests", e);
    }
  }
}

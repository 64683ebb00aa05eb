package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a {@code quorate} command of its own process ended.
 *
 * @param exitCode of the process
 * @param output both streams
 */
record RunOutcome(int exitCode, String output) {
  private static final long LIMIT_SECONDS = 90;

  /**
   * Runs a command that is to end by itself; it is killed, and the test fails, when it does not.
   */
  static RunOutcome of(List<String> arguments) throws IOException, InterruptedException {
    return of(List.of(), arguments);
  }

  /** The same, behind a prefix such as {@code ip netns exec NAMESPACE}. */
  static RunOutcome of(List<String> prefix, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(TestedProgram.launcher().command());
    command.addAll(arguments);
    return ofProgram(command);
  }

  /** Any program. */
  static RunOutcome ofProgram(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("quorate-run-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output);
      assertThat(ended).as("does not end: " + command.subList(1, command.size()) + text).isTrue();
      return new RunOutcome(process.exitValue(), text);
    } finally {
      Files.delete(output);
    }
  }

  String lastLine() {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}

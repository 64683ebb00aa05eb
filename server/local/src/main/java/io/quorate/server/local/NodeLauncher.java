package io.quorate.server.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a {@code quorate} command is started as a process of its own.
 *
 * @param command program and first arguments; the subcommand and its options follow
 */
public record NodeLauncher(List<String> command) {
  private static final String MAIN = "io.quorate.server.Main";

  /** What no shell takes for anything else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");

  /** Keeps its own copy. */
  public NodeLauncher {
    command = List.copyOf(command);
  }

  /**
   * The distribution in this folder.
   *
   * @throws IOException when it is not there
   */
  public static NodeLauncher ofDistribution(Path home) throws IOException {
    Path program = home.resolve("bin").resolve("quorate");
    if (!Files.isExecutable(program)) {
      throw new IOException(program + " is missing or cannot be executed");
    }
    return new NodeLauncher(List.of(program.toString()));
  }

  /**
   * The classes that this process runs from, as in a test: no distribution is needed. Such a node
   * lives too short for the optimizing compiler to pay its time back.
   */
  public static NodeLauncher ofClassPath() {
    return ofClassPath(System.getProperty("java.class.path", ""));
  }

  /** The same, from other places. */
  public static NodeLauncher ofClassPath(String classPath) {
    return new NodeLauncher(
        List.of(
            java().toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+PerfDisableSharedMem",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            classPath,
            MAIN));
  }

  /**
   * The distribution that this process was started from ({@code quorate.home}), else its classes.
   *
   * @throws IOException when the distribution is not where it should be
   */
  public static NodeLauncher ofThisProcess() throws IOException {
    String home = System.getProperty("quorate.home", "");
    return home.isEmpty() ? ofClassPath() : ofDistribution(Path.of(home));
  }

  /** The same command, where it starts a JVM, with one more option for that. */
  public NodeLauncher withJvmOption(String option) {
    List<String> longer = new ArrayList<>(command);
    longer.add(1, option);
    return new NodeLauncher(longer);
  }

  /** The command and these arguments as a line for a shell, from wherever it is run. */
  String shellLine(List<String> arguments) {
    return Stream.concat(command.stream(), arguments.stream())
        .map(NodeLauncher::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String part) {
    return PLAIN.matcher(part).matches() ? part : "'" + part.replace("'", "'\\''") + "'";
  }

  /** The Java of this process. */
  static Path java() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java");
  }
}

package io.quorate.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A class-data archive: the classes of this distribution as the JVM has them in memory once they
 * are read, checked and linked. One fits one build of a Java run-time and one class path.
 *
 * @param java the program of the run-time
 * @param classPath what every start with this archive must have too
 * @param classList the classes that are to be in it; what is not there is left out
 */
record ClassArchive(Path java, String classPath, Path classList) {
  /** The heap of a server, which is also what a command may have: objects in it stay in place. */
  private static final List<String> HEAP = List.of("-XX:+UseG1GC", "-Xmx256m");

  private static final int LIMIT_MINUTES = 15;
  private static final int LAST_LINES = 3;

  /**
   * Writes it, and tries it before it is seen: whoever starts meanwhile has the one before, or
   * none.
   *
   * @throws IOException when it cannot be made; says why
   */
  void write(Path archive) throws IOException, InterruptedException {
    Path fresh =
        archive.resolveSibling(archive.getFileName() + "." + ProcessHandle.current().pid());
    Path said = fresh.resolveSibling(fresh.getFileName() + ".log");
    try {
      run(said, List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classList, file(fresh)));
      run(said, List.of("-Xshare:on", file(fresh), "-version"));
      Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
      Files.deleteIfExists(said);
    }
  }

  private static String file(Path archive) {
    return "-XX:SharedArchiveFile=" + archive;
  }

  private void run(Path said, List<String> options) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "-cp", classPath);
    builder.command().addAll(HEAP);
    builder.command().addAll(options);
    // What is meant for every JVM of this environment may not be borne by one that writes an
    // archive.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("the JVM was not done after " + LIMIT_MINUTES + " minutes");
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "the JVM ended with " + process.exitValue() + ": " + String.join(" | ", lastLines(said)));
    }
  }

  private static List<String> lastLines(Path said) throws IOException {
    List<String> lines = Files.readString(said, StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }
}

package io.quorate.server.guard;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of the guard as this machine starts it.
 *
 * @param java the Java run-time's program
 * @param classPath where the guard's classes are; it needs nothing else
 */
record GuardProgram(Path java, Path classPath) {
  /** A small heap, a fast start, and no file in {@code /tmp} whose disk could hold the JVM up. */
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx16m",
          "-Xmn2m",
          "-Xss256k",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError");

  /** The Java run-time of this process, and the classes that this one comes from. */
  static GuardProgram ofThisProcess() throws IOException {
    try {
      return new GuardProgram(
          Path.of(System.getProperty("java.home"), "bin", "java"),
          Path.of(GuardMain.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where the guard's program is", e);
    }
  }

  /** Its command line with this argument. */
  List<String> line(String argument) {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.addAll(JVM);
    line.addAll(List.of("-cp", classPath.toString(), GuardMain.class.getName(), argument));
    return line;
  }

  /**
   * Sees that it is still there.
   *
   * @throws GuardStartException when it is not
   */
  void requirePresent() throws GuardStartException {
    for (Path part : List.of(java, classPath)) {
      if (!Files.isReadable(part)) {
        throw new GuardStartException(
            new GuardStartFailure(
                GuardStartCause.PROGRAM_MISSING, part + " is not there any more"));
      }
    }
  }
}

package io.quorate.server.files;

import io.quorate.core.Names;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found in a node file, each with its path and remedy. */
final class NodeFindings {

  /** A finding before its line is known. */
  record Finding(FileFinding.Severity severity, String path, String message, String remedy) {}

  private final List<Finding> found = new ArrayList<>();

  List<Finding> all() {
    return List.copyOf(found);
  }

  boolean acceptable() {
    return found.stream().noneMatch(f -> f.severity() == FileFinding.Severity.PROBLEM);
  }

  void problem(String path, String message, String remedy) {
    found.add(new Finding(FileFinding.Severity.PROBLEM, path, message, remedy));
  }

  void warning(String path, String message, String remedy) {
    found.add(new Finding(FileFinding.Severity.WARNING, path, message, remedy));
  }

  /** Whether the text is a well-formed name; otherwise that is noted. */
  boolean isName(String path, String text) {
    if (Names.wellFormed(text)) {
      return true;
    }
    problem(
        path,
        text.isEmpty() ? "is missing" : "'" + text + "' is not a name",
        "use 1 to 63 of a-z, 0-9 and '-', a letter first");
    return false;
  }

  /** The value, after noting that it is out of its range where it is. */
  int inRange(String path, int unsigned, int min, int max) {
    long value = Integer.toUnsignedLong(unsigned);
    if (value < min || value > max) {
      problem(path, value + " is out of range", "use " + min + " to " + max);
    }
    return unsigned;
  }
}

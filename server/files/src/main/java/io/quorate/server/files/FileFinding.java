package io.quorate.server.files;

/**
 * Something about a file that its author should know.
 *
 * @param severity whether the file can be used all the same
 * @param file the file as it was named
 * @param line from 1
 * @param path key in the file, like {@code peers[1].host}; empty for the file itself
 * @param message what is the matter, without a full stop
 * @param remedy what to do about it; may be empty
 */
public record FileFinding(
    Severity severity, String file, int line, String path, String message, String remedy) {

  /** What a finding means for the file. */
  public enum Severity {
    /** The file can be used. */
    WARNING,
    /** The file is refused. */
    PROBLEM
  }

  /** Whether the file is refused for it. */
  public boolean isProblem() {
    return severity == Severity.PROBLEM;
  }

  /** On one line, in the form that editors understand: {@code file:line: path: message; remedy}. */
  @Override
  public String toString() {
    String where = file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ");
    return where + message + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}

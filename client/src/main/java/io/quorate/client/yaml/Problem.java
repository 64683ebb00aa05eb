package io.quorate.client.yaml;

/**
 * One thing that is wrong with a document, where it is, and what to do about it.
 *
 * @param path where in the document, like {@code resources[0].service.command}; empty for the
 *     document itself
 * @param line line of the file, from 1
 * @param column column in the line, from 1
 * @param message what is wrong, a sentence without a full stop
 * @param remedy what to write instead
 */
public record Problem(String path, int line, int column, String message, String remedy) {

  /** The problem on one line: {@code line 3, column 5: path: message; remedy}. */
  @Override
  public String toString() {
    String where = "line " + line + ", column " + column + ": ";
    return where + (path.isEmpty() ? "" : path + ": ") + message + "; " + remedy;
  }
}

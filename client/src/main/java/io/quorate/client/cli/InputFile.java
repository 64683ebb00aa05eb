package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import io.quorate.client.yaml.Problem;
import io.quorate.client.yaml.StrictYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that was named on the command line, as far as it may be read.
 *
 * @param name for people
 * @param content at most one byte more than {@link StrictYaml#MAX_BYTES}, so that a longer one is
 *     refused
 */
public record InputFile(String name, ByteString content) {

  /**
   * Reads a file, or standard input when the name is {@code -}.
   *
   * @throws IOException with a sentence for people when it cannot be read
   */
  public static InputFile read(String name, InputStream standardInput) throws IOException {
    if (name.equals("-")) {
      return new InputFile("standard input", start(standardInput));
    }
    try (InputStream file = Files.newInputStream(Path.of(name))) {
      return new InputFile(name, start(file));
    } catch (NoSuchFileException missing) {
      throw new IOException(name + ": no such file", missing);
    } catch (IOException unreadable) {
      throw new IOException(name + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /**
   * A problem on one line, in the form that editors understand: {@code file:line:column: path:
   * message; remedy}.
   */
  public String line(Problem problem) {
    String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
    String where = name + ":" + problem.line() + ":" + problem.column() + ": ";
    return Words.oneLine(where + path + problem.message() + "; " + problem.remedy());
  }

  private static ByteString start(InputStream input) throws IOException {
    return ByteString.copyFrom(input.readNBytes(StrictYaml.MAX_BYTES + 1));
  }
}

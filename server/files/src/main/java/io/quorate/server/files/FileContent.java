package io.quorate.server.files;

import io.quorate.client.yaml.StrictYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file as far as it may be read. */
final class FileContent {
  private final String name;
  private final Path folder;
  private final byte[] bytes;

  /**
   * What was read.
   *
   * @param name for people
   * @param folder absolute; what relative paths in the file start from
   * @param bytes at most one more than is allowed, so that a longer file is noticed
   */
  FileContent(String name, Path folder, byte[] bytes) {
    this.name = name;
    this.folder = folder;
    this.bytes = bytes.clone();
  }

  String name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Reads a file.
   *
   * @throws IOException with a sentence for people, without the file's name
   */
  static FileContent of(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(StrictYaml.MAX_BYTES + 1);
      return new FileContent(file.toString(), folder == null ? absolute : folder, bytes);
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no such file", missing);
    } catch (AccessDeniedException denied) {
      throw new IOException("this user may not read the file", denied);
    } catch (IOException unreadable) {
      String why = Files.isDirectory(file) ? "is a folder" : unreadable.getMessage();
      throw new IOException("the file cannot be read: " + why, unreadable);
    }
  }

  /**
   * Reads a stream to its end, or to the limit.
   *
   * @throws IOException when it cannot be read
   */
  static FileContent of(InputStream standardInput) throws IOException {
    byte[] bytes = standardInput.readNBytes(StrictYaml.MAX_BYTES + 1);
    return new FileContent("standard input", Path.of("").toAbsolutePath(), bytes);
  }

  FileFinding problem(io.quorate.client.yaml.Problem problem) {
    return new FileFinding(
        FileFinding.Severity.PROBLEM,
        name,
        problem.line(),
        problem.path(),
        problem.message(),
        problem.remedy());
  }

  static FileFinding unreadable(Path file, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    return new FileFinding(
        FileFinding.Severity.PROBLEM, file.toString(), 1, "", message, "name a readable file");
  }
}

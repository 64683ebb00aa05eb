package io.quorate.client.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A new file for its owner alone, which has its name once it is whole; what is left unfinished is
 * deleted.
 */
final class UnfinishedFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final Console console;

  private UnfinishedFile(Path file, Console console) {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.console = console;
  }

  /** Writes nothing yet; wrong usage when there is something of that name already. */
  static UnfinishedFile of(Path file, QuorateCommand root) {
    UnfinishedFile made = new UnfinishedFile(file, root.console());
    try {
      PrivateFile.requireNew(made.file);
      PrivateFile.requireNew(made.part);
    } catch (IOException there) {
      throw root.usage(String.valueOf(there.getMessage()));
    }
    return made;
  }

  /** Where it is until it is whole. */
  Path part() {
    return part;
  }

  /** Creates it, to be written to. */
  FileChannel create() throws IOException {
    return PrivateFile.create(part);
  }

  /** It is whole: says so. */
  void done() throws IOException {
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    console.note(Tone.PLAIN, "OK: " + file + ", " + Files.size(file) + " bytes");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException kept) {
      console.error(part + " is left: " + kept);
    }
  }
}

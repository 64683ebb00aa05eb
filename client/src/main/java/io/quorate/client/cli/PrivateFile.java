package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes new files that nobody else can read, not even for a moment. */
final class PrivateFile {
  private PrivateFile() {}

  /** {@link IOException} when there is something already. */
  static void requireNew(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + " is there already; name a new file");
    }
  }

  /** Creates it, to be written to. */
  static FileChannel create(Path file) throws IOException {
    requireNew(file);
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Writes it. */
  static void write(Path file, ByteString content) throws IOException {
    try (FileChannel channel = create(file)) {
      var rest = content.asReadOnlyByteBuffer();
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}

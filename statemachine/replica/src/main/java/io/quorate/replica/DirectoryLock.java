package io.quorate.replica;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process away from a data directory, from before its identity is read. */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static DirectoryLock take(Path directory, Path lockFile) throws ReplicaStartException {
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DirectoryLock(channel);
      }
      throw inUse(channel, directory, null);
    } catch (OverlappingFileLockException e) {
      throw inUse(channel, directory, e);
    } catch (IOException e) {
      throw new ReplicaStartException(
          "cannot write in the data directory "
              + directory
              + ": "
              + e
              + ". Make it a folder that the user of this process may write to.",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static ReplicaStartException inUse(
      @Nullable FileChannel channel, Path directory, @Nullable Throwable cause) {
    IOException reason = new IOException("locked", cause);
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return new ReplicaStartException(
        "the data directory "
            + directory
            + " is in use by another process. Stop that one, or give"
            + " this node a directory of its own.",
        reason);
  }
}

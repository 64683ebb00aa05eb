package io.quorate.server.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a local cluster writes.
 *
 * @param path absolute
 * @param origin whether it may be deleted at the end
 */
public record ScratchDirectory(Path path, Origin origin) {

  /** Who chose the directory. */
  public enum Origin {
    /** The user did: it stays. */
    NAMED,
    /** The demo did: it is deleted unless told otherwise. */
    TEMPORARY
  }

  /**
   * The named directory, made when missing, or a fresh temporary one.
   *
   * @throws IOException with a sentence for people when it cannot be used
   */
  public static ScratchDirectory open(@Nullable Path named) throws IOException {
    if (named == null) {
      return new ScratchDirectory(
          Files.createTempDirectory("quorate-demo-").toRealPath(), Origin.TEMPORARY);
    }
    try {
      Path path = Files.createDirectories(named.toAbsolutePath().normalize());
      try (Stream<Path> content = Files.list(path)) {
        if (content.findAny().isPresent()) {
          throw new IOException(path + " is not empty: name a new directory");
        }
      }
      if (!Files.isWritable(path)) {
        throw new IOException(path + " is not writable for this user");
      }
      return new ScratchDirectory(path, Origin.NAMED);
    } catch (FileSystemException cannot) {
      throw new IOException("cannot use " + named + ": " + cannot.getReason(), cannot);
    }
  }

  /**
   * Deletes it with everything in it; what is gone already is no fault.
   *
   * @throws IOException when something cannot be deleted
   */
  public void delete() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

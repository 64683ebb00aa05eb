package io.quorate.replica.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody else replaces by writing another, forcing it and renaming it, but without
 * forcing the folder: after a power failure the one before may be back. Safe for many threads.
 */
public final class ReplacedFile {
  private final Path file;
  private final Forcing forcing;

  /** The newest that is there for good. */
  private volatile @Nullable Version durable;

  /** What was read last, of a version that is there for good. */
  private volatile @Nullable Contents read;

  /** How a folder's list of names is forced to disk. */
  @FunctionalInterface
  public interface Forcing {
    /** Returns when it is done. */
    void force(Path folder) throws IOException;
  }

  /** The file, which need not be there yet. */
  public ReplacedFile(Path file, Forcing forcing) {
    this.file = file;
    this.forcing = forcing;
  }

  /** Each replacement has an inode or a time of its own. */
  private record Version(@Nullable Object inode, FileTime modified) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Contents(Version version, byte[] bytes) {}

  /**
   * Returns when what is there now will be there after a power failure. Costs one look at the file
   * when it was not replaced since the last time.
   */
  public void settle() throws IOException {
    Version present = version();
    if (present == null || present.equals(durable)) {
      return;
    }
    forcing.force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    durable = present;
  }

  /**
   * What the file holds, once that will be there after a power failure; null when it is not there.
   * The same array until it is replaced.
   */
  public byte @Nullable [] settled() throws IOException {
    while (true) {
      Version present = version();
      if (present == null) {
        return null;
      }
      Contents known = read;
      if (known != null && known.version().equals(present)) {
        return known.bytes();
      }
      byte[] bytes = Files.readAllBytes(file);
      settle();
      if (present.equals(version())) {
        read = new Contents(present, bytes);
      }
    }
  }

  private @Nullable Version version() throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(found.fileKey(), found.lastModifiedTime());
    } catch (NoSuchFileException none) {
      return null;
    }
  }
}

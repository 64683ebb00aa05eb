package io.quorate.server.guard;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the guards of one node have their directories: {@code ROOT/GROUP/EPOCH-NONCE}. The root
 * lies in memory where the machine has a file system for that, so that neither a full disk nor one
 * that does not answer can hold up a guard.
 */
final class GuardDirectories {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final String MEMORY = "tmpfs";

  private final Path root;

  private GuardDirectories(Path root) {
    this.root = root;
  }

  /**
   * The first place that may be used.
   *
   * @throws IOException when there is none
   */
  static GuardDirectories choose(Path dataDirectory, String node) throws IOException {
    for (Path memory : List.of(Path.of("/run"), Path.of("/dev/shm"))) {
      Path candidate = memory.resolve("quorate-" + node);
      if (inMemory(memory) && claim(candidate)) {
        return new GuardDirectories(candidate);
      }
    }
    Path onDisk = Files.createDirectories(dataDirectory.resolve("run")).resolve("guard");
    if (!claim(onDisk)) {
      throw new IOException("no directory for guards: " + onDisk + " cannot be used");
    }
    return new GuardDirectories(onDisk);
  }

  Path root() {
    return root;
  }

  /** Makes the directory of a new guard. */
  Path create(GuardIdentity identity) throws IOException {
    Path group = root.resolve(identity.group());
    Files.createDirectories(group);
    return Files.createDirectory(group.resolve(identity.epoch() + "-" + identity.nonce()));
  }

  /** The directories of all guards of this group, dead ones included. */
  List<Path> of(String group) throws IOException {
    return children(root.resolve(group));
  }

  /** The directories of all guards. */
  List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path group : children(root)) {
      all.addAll(children(group));
    }
    return all;
  }

  /** Removes a guard's directory with its few files. */
  static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
    deleteIfEmpty(directory.resolveSibling(".").normalize());
  }

  /** The same for what a later sweep removes if this cannot. */
  static void deleteQuietly(Path directory) {
    try {
      delete(directory);
    } catch (IOException atTheNextSweep) {
      return;
    }
  }

  /**
   * Removes those of the guards before this one of its group, all of which have ended. The last one
   * stays until there is another: its log says how it ended.
   */
  void deleteOthers(Path directory) {
    try {
      for (Path other : children(directory.resolveSibling(".").normalize())) {
        if (!other.equals(directory)) {
          delete(other);
        }
      }
    } catch (IOException atTheNextSweep) {
      return;
    }
  }

  /** Removes the root, if no guard has a directory there. */
  void deleteRoot() throws IOException {
    deleteIfEmpty(root);
  }

  private static void deleteIfEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException another) {
      return; // there is another guard
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return children;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (Path child : stream) {
        children.add(child);
      }
    }
    children.sort(null);
    return children;
  }

  private static boolean inMemory(Path directory) {
    try {
      return Files.isWritable(directory) && Files.getFileStore(directory).type().equals(MEMORY);
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Makes it for ourselves alone; one that someone else has put there is not touched. */
  private static boolean claim(Path directory) {
    try {
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      boolean real = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
      boolean ours =
          real && Files.getOwner(directory).equals(Files.getOwner(Path.of("/proc/self")));
      return ours && Files.isWritable(directory);
    } catch (IOException notHere) {
      return false;
    }
  }
}

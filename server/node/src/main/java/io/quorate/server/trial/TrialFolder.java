package io.quorate.server.trial;

import io.quorate.core.NodeId;
import io.quorate.core.delivery.FileSet;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that only this user can look into, with a folder for each member, of the configuration
 * as that member would see it. It is gone when it is closed.
 */
final class TrialFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrialFolder.class);
  private static final FileAttribute<Set<java.nio.file.attribute.PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;
  private final NodeId self;

  private TrialFolder(Path root, NodeId self) {
    this.root = root;
    this.self = self;
  }

  /** A new one, within a folder that is there. */
  static TrialFolder in(Path folder, NodeId self) throws IOException {
    return new TrialFolder(Files.createTempDirectory(folder, "trial-", PRIVATE), self);
  }

  /** What this member would see. */
  Path own() {
    return root.resolve(self.value());
  }

  /** Writes what each member would see; what is the same as here is a link to it. */
  void fill(SortedMap<NodeId, FileSet> files) throws IOException {
    FileSet mine = files.getOrDefault(self, FileSet.EMPTY);
    write(own(), mine);
    String digest = mine.digest();
    for (Map.Entry<NodeId, FileSet> member : files.entrySet()) {
      Path place = root.resolve(member.getKey().value());
      if (member.getKey().equals(self)) {
        continue;
      }
      if (member.getValue().digest().equals(digest)) {
        Files.createSymbolicLink(place, own().getFileName());
      } else {
        write(place, member.getValue());
      }
    }
  }

  private static void write(Path tree, FileSet files) throws IOException {
    Files.createDirectories(tree);
    for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
      Path place = tree.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(place.getParent(), "it is in the tree"));
      Files.write(place, file.getValue());
    }
  }

  @Override
  public void close() {
    try {
      DurableFiles.deleteTree(root);
    } catch (IOException disk) {
      LOG.warn("{} cannot be removed: {}", root, disk.toString());
    }
  }
}

package io.quorate.replica;

import io.quorate.core.membership.Founding;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.identity.DataIdentity;
import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.IdentitySentinel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The data of a cluster that is founded anew, while it is made beside what it is made from. Once it
 * is complete, which its identity says, it takes the place of the other in steps that can be done
 * again after a crash at any of them.
 */
final class FoundingFolder {
  private static final UUID ANY = new UUID(0, 0);

  private final DataLayout layout;

  /** In the data directory. */
  FoundingFolder(Path dataDirectory) {
    this.layout = new DataLayout(dataDirectory, ANY);
  }

  /** Where the data of this founding is made. */
  DataLayout of(UUID group) {
    return layout.unfinished(group);
  }

  /** Whether there is one that is complete and has not taken its place. */
  boolean isComplete() throws DataRefusedException {
    return identity().isPresent();
  }

  /** Throws away what is not complete. */
  void clear() throws IOException, DataRefusedException {
    if (!isComplete()) {
      DurableFiles.deleteTree(root());
    }
  }

  /**
   * Puts what is complete in its place; what was there before is kept.
   *
   * @return which founding it is; empty when there was nothing to do
   */
  Optional<Founding> finish() throws IOException, DataRefusedException {
    DataIdentity made = identity().orElse(null);
    if (made == null) {
      return Optional.empty();
    }
    Path next = of(ANY).raftFolder();
    if (Files.exists(next)) {
      Path present = layout.raftFolder();
      if (Files.exists(present)) {
        DurableFiles.move(present, free(layout.setAside(made.founding())));
      }
      DurableFiles.move(next, present);
    }
    new IdentitySentinel(layout).take(made);
    DurableFiles.deleteTree(root());
    return Optional.of(made.founding());
  }

  private Optional<DataIdentity> identity() throws DataRefusedException {
    return new IdentitySentinel(of(ANY)).identity();
  }

  private Path root() {
    return of(ANY).root();
  }

  /** The first such name that nothing has yet. */
  private static Path free(Path wanted) {
    Path free = wanted;
    for (int i = 2; Files.exists(free); i++) {
      free = wanted.resolveSibling(wanted.getFileName() + "-" + i);
    }
    return free;
  }
}

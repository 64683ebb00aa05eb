package io.quorate.replica;

import io.quorate.core.membership.Founding;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.replica.identity.DataRefusal;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.RocksLibrary;
import io.quorate.replica.store.RocksStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Founds a cluster anew from a copy of its state, on a node without data: as {@link Recovery} does
 * from the data of a node.
 */
public final class Restoration implements AutoCloseable {
  private final UUID id;
  private final DirectoryLock lock;
  private final FoundingDraft draft;
  private final RocksStore copy;

  /** Puts the files of the copy into a folder, which it makes. */
  @FunctionalInterface
  public interface Unpacking {
    /** Does so. */
    void into(Path folder) throws IOException;
  }

  private Restoration(
      ReplicaConfig config, Recovery.Parts parts, UUID id, Unpacking source, DirectoryLock lock)
      throws IOException, DataRefusedException {
    this.id = id;
    this.lock = lock;
    StateFiles files = StateFiles.of(config);
    requireEmpty(files);
    this.draft = new FoundingDraft(config.foundedAnew(id), parts.codecs());
    try {
      RocksLibrary.load(files.layout().nativeFolder());
      source.into(draft.stateFolder());
      this.copy = draft.open();
      new StateLevel(parts.levels()).require(copy.read(FeatureLevels::of));
    } catch (IOException | RuntimeException failed) {
      draft.close();
      throw failed;
    }
  }

  /**
   * Unpacks the copy.
   *
   * @param config of a member of the cluster that the copy is of
   * @param id what the new cluster is called, if it comes to that; made at random
   * @throws DataRefusedException when the node has data
   * @throws ReplicaStartException when a process uses the directory, or the copy cannot be used
   */
  public static Restoration open(
      ReplicaConfig config, Recovery.Parts parts, UUID id, Unpacking source)
      throws DataRefusedException, ReplicaStartException {
    DirectoryLock lock =
        DirectoryLock.take(config.dataDirectory(), StateFiles.of(config).layout().lockFile());
    try {
      return new Restoration(config, parts, id, source, lock);
    } catch (DataRefusedException e) {
      Replica.release(lock, e);
      throw e;
    } catch (IOException | RuntimeException e) {
      Replica.release(lock, e);
      throw new ReplicaStartException("the copy cannot be used: " + Replica.why(e), e);
    }
  }

  private static void requireEmpty(StateFiles files) throws DataRefusedException {
    if (files.sentinel().identity().isPresent()) {
      throw new DataRefusedException(
          new DataRefusal(
              "the directory holds data, so nothing is restored into it",
              files.layout().root().toString(),
              "Move it away, but keep it."));
    }
  }

  /** Last entry of the copy. */
  public EntryPosition last() {
    return copy.applied();
  }

  /** Reads the copy. */
  public <T extends @Nullable Object> T read(Function<StoreView, T> question) {
    return copy.read(question);
  }

  /**
   * Founds the cluster anew, with this node as its only voter.
   *
   * @param self of the member that this node is in the cluster that the copy is of
   * @param leap by how many entries the log leaps over what may be lost
   * @param change what becomes of the state
   * @return which of the clusters of its name it is
   */
  public Founding found(ReplicaConfig self, long leap, Consumer<Store> change)
      throws IOException, DataRefusedException {
    return draft.complete(self.foundedAnew(id).membership(), copy.applied().term(), leap, change);
  }

  /** What was not founded is forgotten. */
  @Override
  public void close() throws IOException {
    try {
      draft.close();
    } finally {
      lock.close();
    }
  }
}

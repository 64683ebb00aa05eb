package io.quorate.replica.store;

import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in use together with its checkpoints, one of which can take its place while readers go
 * on.
 *
 * <p>One thread writes, makes checkpoints and restores; any thread reads.
 */
public final class LiveStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStore.class);

  private final Path folder;
  private final Checkpoints checkpoints;
  private final TableCodecs codecs;
  private final StoreBudget budget;
  private final ReentrantReadWriteLock swap = new ReentrantReadWriteLock();
  private RocksStore store;

  private LiveStore(Path folder, Checkpoints checkpoints, TableCodecs codecs, StoreBudget budget)
      throws IOException {
    this.folder = folder;
    this.checkpoints = checkpoints;
    this.codecs = codecs;
    this.budget = budget;
    this.store = recover();
  }

  /**
   * Opens the store in the folder. Where the newest checkpoint is ahead of it, or there is no
   * store, the checkpoint takes its place; with neither, the store is empty and the log is replayed
   * from its beginning.
   */
  public static LiveStore open(
      Path folder, Checkpoints checkpoints, TableCodecs codecs, StoreBudget budget)
      throws IOException {
    return new LiveStore(folder, checkpoints, codecs, budget);
  }

  /** Position of the last entry that was written. */
  public EntryPosition applied() {
    return using(RocksStore::applied);
  }

  /** Writes what the change does together with the entry's position. */
  public <T> T write(EntryPosition position, Function<Store, T> change) {
    return using(current -> current.write(position, change));
  }

  /** Reads as of this moment. */
  public <T extends @Nullable Object> T read(Function<StoreView, T> question) {
    return using(current -> current.read(question));
  }

  /** Makes a checkpoint of the store as it is. */
  public StoredCheckpoint checkpoint() throws IOException {
    return checkpoints.create(store);
  }

  /** Puts the newest checkpoint in the place of the store; its position. */
  public EntryPosition restore() throws IOException {
    StoredCheckpoint newest = checkpoints.newest();
    if (newest == null) {
      throw new IOException("there is no checkpoint to restore");
    }
    swap.writeLock().lock();
    try {
      store.close();
      checkpoints.install(newest, folder);
      store = openAt(newest);
      return newest.position();
    } finally {
      swap.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    swap.writeLock().lock();
    try {
      store.close();
    } finally {
      swap.writeLock().unlock();
    }
  }

  private <T extends @Nullable Object> T using(Function<RocksStore, T> use) {
    swap.readLock().lock();
    try {
      return use.apply(store);
    } finally {
      swap.readLock().unlock();
    }
  }

  private RocksStore recover() throws IOException {
    DurableFiles.deleteTree(folder.resolveSibling(folder.getFileName() + ".next"));
    DurableFiles.deleteTree(folder.resolveSibling(folder.getFileName() + ".old"));
    StoredCheckpoint newest = checkpoints.newest();
    if (newest == null) {
      return RocksStore.openOrCreate(folder, codecs, budget);
    }
    RocksStore found = openIfThere();
    if (found != null && found.applied().index() >= newest.position().index()) {
      renewIfDamaged(newest, found);
      return found;
    }
    if (found != null) {
      found.close();
    }
    checkpoints.install(newest, folder);
    return openAt(newest);
  }

  private @Nullable RocksStore openIfThere() {
    return Files.exists(folder.resolve("CURRENT")) ? RocksStore.open(folder, codecs, budget) : null;
  }

  /**
   * A damaged checkpoint must not be sent to a follower; the store that is there makes a better
   * one.
   */
  private void renewIfDamaged(StoredCheckpoint newest, RocksStore good) throws IOException {
    try {
      checkpoints.verify(newest);
    } catch (IOException e) {
      LOG.warn("making a new checkpoint of the store: {}", e.getMessage());
      checkpoints.delete(newest);
      checkpoints.create(good);
    }
  }

  private RocksStore openAt(StoredCheckpoint checkpoint) {
    RocksStore opened = RocksStore.open(folder, codecs, budget);
    if (!opened.applied().equals(checkpoint.position())) {
      opened.close();
      throw new StoreFailure(
          "checkpoint " + checkpoint.folder() + " holds entry " + opened.applied());
    }
    return opened;
  }
}

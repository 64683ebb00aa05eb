package io.quorate.replica.store;

import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store in use together with its checkpoints, one of which can take its place while readers go
 * on.
 *
 * <p>One thread writes, makes checkpoints and restores; any thread reads.
 */
public final class LiveStore implements AutoCloseable {
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
   * store, or one that is damaged, the checkpoint takes its place; with neither, the store is empty
   * and the log is replayed from its beginning.
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

  /** Copies the store as it is into a folder that does not exist; tables by hard link. */
  public EntryPosition copy(Path folder) {
    return using(current -> current.checkpoint(folder));
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

  /** Numbers of the store; empty while a checkpoint takes its place. Waits for nobody. */
  public Optional<StoreNumbers> numbers() {
    if (!swap.readLock().tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(store.numbers());
    } finally {
      swap.readLock().unlock();
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
      RocksStore found = openIfWhole();
      return found == null ? RocksStore.openOrCreate(folder, codecs, budget) : found;
    }
    RocksStore found = openIfWhole();
    if (found != null && found.applied().index() >= newest.position().index()) {
      return found;
    }
    if (found != null) {
      found.close();
    }
    checkpoints.install(newest, folder);
    return openAt(newest);
  }

  /**
   * The store in the folder; null when there is none. One that is damaged is set aside: a
   * checkpoint and the log make it again.
   */
  private @Nullable RocksStore openIfWhole() throws IOException {
    if (!Files.exists(folder.resolve("CURRENT"))) {
      return null;
    }
    try {
      return RocksStore.open(folder, codecs, budget);
    } catch (StoreFailure failure) {
      if (!failure.isDamage()) {
        throw failure;
      }
      checkpoints.setAside(folder, String.valueOf(failure.getMessage()));
      return null;
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

package io.quorate.replica.store;

import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/**
 * Core's tables in RocksDB. One log entry is one write, which also holds the entry's position;
 * there is no write-ahead log, so after a crash the store is as of its last flush and the Raft log
 * is replayed from there.
 *
 * <p>One thread writes; any thread may read.
 */
public final class RocksStore implements AutoCloseable {
  private static final byte[] APPLIED = "applied".getBytes(StandardCharsets.US_ASCII);

  private final Path directory;
  private final TableCodecs codecs;
  private final RocksFiles files;
  // RocksDB crashes the process when it is read after it was closed; readers hold this shared.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private final KeptRows kept = new KeptRows();
  private volatile EntryPosition applied;
  private boolean closed;

  private RocksStore(Path directory, TableCodecs codecs, RocksFiles files) {
    this.directory = directory;
    this.codecs = codecs;
    this.files = files;
    this.applied = storedPosition();
  }

  /** Opens the store in the directory, or makes an empty one there. */
  public static RocksStore openOrCreate(Path directory, TableCodecs codecs, StoreBudget budget) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new StoreFailure("cannot create " + directory, e);
    }
    return new RocksStore(directory, codecs, RocksFiles.open(directory, budget, true));
  }

  /** Opens the store in the directory; {@link StoreFailure} when there is none. */
  public static RocksStore open(Path directory, TableCodecs codecs, StoreBudget budget) {
    return new RocksStore(directory, codecs, RocksFiles.open(directory, budget, false));
  }

  /** Position of the last entry that was written. */
  public EntryPosition applied() {
    return applied;
  }

  /**
   * Writes what the change does to the tables together with the entry's position, all or nothing.
   * When the change throws, nothing is written.
   */
  public <T> T write(EntryPosition position, Function<Store, T> change) {
    use.readLock().lock();
    try (WriteBatchWithIndex batch = new WriteBatchWithIndex(true);
        ReadOptions reads = new ReadOptions()) {
      requireOpen();
      EntryBatch store = new EntryBatch(files, codecs, reads, new EntryBatch.Writes(batch, kept));
      T result = change.apply(store);
      store.end();
      commit(batch, position);
      kept.stands();
      return result;
    } finally {
      kept.undone(); // what stands is not touched by it
      use.readLock().unlock();
    }
  }

  /** Reads the tables as they are at this moment, while entries go on being written. */
  public <T extends @Nullable Object> T read(Function<StoreView, T> question) {
    use.readLock().lock();
    try {
      requireOpen();
      Snapshot snapshot = files.db().getSnapshot();
      try (ReadOptions reads = new ReadOptions().setSnapshot(snapshot)) {
        RocksView view = new RocksView(files, codecs, reads);
        T answer = question.apply(view);
        view.end();
        return answer;
      } finally {
        files.db().releaseSnapshot(snapshot);
      }
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * Copies the store as it is now into a new directory, tables by hard link. Flushes first, so that
   * the copy holds everything up to the returned position.
   */
  public EntryPosition checkpoint(Path target) {
    use.readLock().lock();
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true);
        Checkpoint checkpoint = Checkpoint.create(files.db())) {
      requireOpen();
      EntryPosition at = applied;
      files.db().flush(flush, files.allFamilies());
      checkpoint.createCheckpoint(target.toString());
      return at;
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write a checkpoint of " + directory, e);
    } finally {
      use.readLock().unlock();
    }
  }

  /** Numbers of this moment, as RocksDB keeps them. */
  StoreNumbers numbers() {
    use.readLock().lock();
    try {
      requireOpen();
      return files.numbers();
    } finally {
      use.readLock().unlock();
    }
  }

  /** Closes the store after the last reader has left; further calls fail. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        files.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private void commit(WriteBatchWithIndex batch, EntryPosition position) {
    try (WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
      batch.put(files.meta(), APPLIED, bytes(position));
      files.db().write(unlogged, batch);
      applied = position;
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write entry " + position + " to " + directory, e);
    }
  }

  private EntryPosition storedPosition() {
    try {
      byte[] bytes = files.db().get(files.meta(), APPLIED);
      return bytes == null ? EntryPosition.NONE : position(bytes);
    } catch (RocksDBException e) {
      files.close();
      throw new StoreFailure("cannot read the applied position of " + directory, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store in " + directory + " is closed");
    }
  }

  private static byte[] bytes(EntryPosition position) {
    return ByteBuffer.allocate(16).putLong(position.term()).putLong(position.index()).array();
  }

  private static EntryPosition position(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new EntryPosition(buffer.getLong(), buffer.getLong());
  }
}

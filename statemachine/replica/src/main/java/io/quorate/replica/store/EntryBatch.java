package io.quorate.replica.store;

import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;

/**
 * The writes of one log entry, not yet in the database but seen by every later read of the same
 * entry.
 */
final class EntryBatch extends RocksView implements Store {
  private final WriteBatchWithIndex batch;
  private final KeptRows kept;

  /**
   * Where writes go.
   *
   * @param batch to the database, when the entry has ended
   * @param kept rows at hand from entry to entry
   */
  record Writes(WriteBatchWithIndex batch, KeptRows kept) {}

  EntryBatch(RocksFiles files, TableCodecs codecs, ReadOptions options, Writes writes) {
    super(files, codecs, options);
    this.batch = writes.batch();
    this.kept = writes.kept();
  }

  @Override
  public <V> @Nullable V get(Table<V> table, String key) {
    if (!KeptRows.keeps(table)) {
      return super.get(table, key);
    }
    requireLive();
    KeptRows.Known<V> known = kept.get(table, key);
    if (known != null) {
      assert Objects.equals(known.value(), super.get(table, key)) : table + "/" + key;
      return known.value();
    }
    V value = super.get(table, key);
    if (value != null) {
      kept.read(table, key, value);
    }
    return value;
  }

  @Override
  public <V> void put(Table<V> table, String key, V value) {
    requireLive();
    requireAscii(key);
    try {
      batch.put(files().family(table), key(key), codec(table).encode(value));
      kept.write(table, key, value);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write " + table + "/" + key, e);
    }
  }

  @Override
  public void delete(Table<?> table, String key) {
    requireLive();
    try {
      batch.delete(files().family(table), key(key));
      kept.write(table, key, null);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot delete " + table + "/" + key, e);
    }
  }

  @Override
  byte @Nullable [] read(ColumnFamilyHandle family, byte[] key) throws RocksDBException {
    return batch.getFromBatchAndDB(files().db(), family, options(), key);
  }

  @Override
  RocksIterator iterator(ColumnFamilyHandle family, ReadOptions bounded) {
    return batch.newIteratorWithBase(family, super.iterator(family, bounded), bounded);
  }

  private static void requireAscii(String key) {
    // Another character would be stored as '?' and two keys could become one.
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        throw new IllegalArgumentException("a key is printable ASCII, not '" + key + "'");
      }
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a key has at least one character");
    }
  }
}

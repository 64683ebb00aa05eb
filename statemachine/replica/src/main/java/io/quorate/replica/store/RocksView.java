package io.quorate.replica.store;

import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** Reads tables as they are in one RocksDB snapshot. Valid only while its snapshot is held. */
class RocksView implements StoreView {
  private final RocksFiles files;
  private final TableCodecs codecs;
  private final ReadOptions options;
  private boolean ended;

  RocksView(RocksFiles files, TableCodecs codecs, ReadOptions options) {
    this.files = files;
    this.codecs = codecs;
    this.options = options;
  }

  @Override
  public <V> @Nullable V get(Table<V> table, String key) {
    requireLive();
    try {
      byte[] bytes = read(files.family(table), key(key));
      return bytes == null ? null : codecs.of(table).decode(bytes);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot read " + table + "/" + key, e);
    }
  }

  @Override
  public final <V> List<Row<V>> range(Table<V> table, String from, String to, int limit) {
    return ascending(table, from, to, limit, at -> row(table, at));
  }

  @Override
  public final List<String> keys(Table<?> table, String from, String to, int limit) {
    return ascending(table, from, to, limit, RocksView::key);
  }

  private <T> List<T> ascending(
      Table<?> table, String from, String to, int limit, Function<RocksIterator, T> wanted) {
    requireLive();
    List<T> rows = new ArrayList<>();
    byte[] end = key(to);
    try (Slice beyond = new Slice(end);
        ReadOptions bounded = new ReadOptions(options).setIterateUpperBound(beyond);
        RocksIterator rowsOf = iterator(files.family(table), bounded)) {
      for (rowsOf.seek(key(from)); more(rows, limit, rowsOf); rowsOf.next()) {
        if (Arrays.compareUnsigned(rowsOf.key(), end) >= 0) {
          break;
        }
        rows.add(wanted.apply(rowsOf));
      }
      rowsOf.status();
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot read rows of " + table, e);
    }
    return rows;
  }

  @Override
  public final <V> List<Row<V>> rangeDescending(Table<V> table, String from, String to, int limit) {
    requireLive();
    List<Row<V>> rows = new ArrayList<>();
    byte[] start = key(from);
    byte[] end = key(to);
    try (Slice least = new Slice(start);
        ReadOptions bounded = new ReadOptions(options).setIterateLowerBound(least);
        RocksIterator rowsOf = iterator(files.family(table), bounded)) {
      rowsOf.seekForPrev(end);
      if (rowsOf.isValid() && Arrays.equals(rowsOf.key(), end)) {
        rowsOf.prev();
      }
      for (; more(rows, limit, rowsOf); rowsOf.prev()) {
        if (Arrays.compareUnsigned(rowsOf.key(), start) < 0) {
          break;
        }
        rows.add(row(table, rowsOf));
      }
      rowsOf.status();
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot read rows of " + table, e);
    }
    return rows;
  }

  /** Makes every later call fail, so that a view that escaped cannot reach freed memory. */
  final void end() {
    ended = true;
  }

  byte @Nullable [] read(ColumnFamilyHandle family, byte[] key) throws RocksDBException {
    return files.db().get(family, options, key);
  }

  /**
   * Rows within the bounds of the options. Without them RocksDB would step over the marks of
   * deleted rows beyond the range until it found one that is left.
   */
  RocksIterator iterator(ColumnFamilyHandle family, ReadOptions bounded) {
    return files.db().newIterator(family, bounded);
  }

  final RocksFiles files() {
    return files;
  }

  final ReadOptions options() {
    return options;
  }

  final <V> TableCodec<V> codec(Table<V> table) {
    return codecs.of(table);
  }

  final void requireLive() {
    if (ended) {
      throw new IllegalStateException("this view of the store has ended");
    }
  }

  static byte[] key(String key) {
    return key.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean more(List<?> rows, int limit, RocksIterator iterator) {
    return rows.size() < limit && iterator.isValid();
  }

  private <V> Row<V> row(Table<V> table, RocksIterator at) {
    return new Row<>(key(at), codecs.of(table).decode(at.value()));
  }

  private static String key(RocksIterator at) {
    return new String(at.key(), StandardCharsets.US_ASCII);
  }
}

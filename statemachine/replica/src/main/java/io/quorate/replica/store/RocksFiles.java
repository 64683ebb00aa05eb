package io.quorate.replica.store;

import io.quorate.core.store.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.util.SizeUnit;

/** An open RocksDB with its column families and the native objects that must be freed with it. */
final class RocksFiles implements AutoCloseable {
  static {
    // A replica has loaded it before, without leaving a copy: RocksLibrary.
    RocksDB.loadLibrary();
  }

  private static final String DEFAULT_FAMILY =
      new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8);

  private final RocksDB db;
  private final ColumnFamilyHandle meta;
  private final Map<String, ColumnFamilyHandle> families;
  private final List<AutoCloseable> owned;

  private RocksFiles(
      RocksDB db, Map<String, ColumnFamilyHandle> families, List<AutoCloseable> owned) {
    this.db = db;
    this.meta = take(families, DEFAULT_FAMILY);
    this.families = families;
    this.owned = owned;
  }

  /**
   * Opens the directory. A table that this version does not know is kept as it is: a version that
   * knows it finds it again, also in a checkpoint.
   */
  static RocksFiles open(Path directory, StoreBudget budget, boolean mayCreate) {
    List<AutoCloseable> owned = new ArrayList<>();
    try {
      return openFamilies(directory, budget, mayCreate, owned);
    } catch (RocksDBException e) {
      free(owned);
      throw new StoreFailure("cannot open the store in " + directory, e);
    } catch (RuntimeException e) {
      free(owned);
      throw e;
    }
  }

  private static RocksFiles openFamilies(
      Path directory, StoreBudget budget, boolean mayCreate, List<AutoCloseable> owned)
      throws RocksDBException {
    Cache cache = own(owned, new LRUCache(budget.blockCacheBytes()));
    ColumnFamilyOptions familyOptions = own(owned, familyOptions(budget, cache, owned));
    DBOptions options = own(owned, databaseOptions(budget, mayCreate));
    List<String> names = names(directory);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    for (String name : names) {
      descriptors.add(
          new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), familyOptions));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    RocksDB db = RocksDB.open(options, directory.toString(), descriptors, handles);
    owned.addAll(0, handles);
    owned.add(handles.size(), db);
    Map<String, ColumnFamilyHandle> families = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      families.put(names.get(i), handles.get(i));
    }
    return new RocksFiles(db, families, owned);
  }

  private static DBOptions databaseOptions(StoreBudget budget, boolean mayCreate) {
    // The Raft log is the write-ahead log, so RocksDB has none; atomic flush is what keeps the
    // tables and the applied position of one flush together then.
    return new DBOptions()
        .setCreateIfMissing(mayCreate)
        .setCreateMissingColumnFamilies(true)
        .setAtomicFlush(true)
        .setParanoidChecks(true)
        .setDbWriteBufferSize(budget.writeBufferBytes())
        .setMaxOpenFiles(budget.openFiles())
        .setMaxBackgroundJobs(2)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(2)
        .setMaxLogFileSize(SizeUnit.MB);
  }

  private static ColumnFamilyOptions familyOptions(
      StoreBudget budget, Cache cache, List<AutoCloseable> owned) {
    BlockBasedTableConfig blocks =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setCacheIndexAndFilterBlocks(true)
            .setFilterPolicy(own(owned, new BloomFilter(10)));
    return new ColumnFamilyOptions()
        .setWriteBufferSize(budget.writeBufferBytes() / 4)
        .setTableFormatConfig(blocks);
  }

  private static List<String> names(Path directory) throws RocksDBException {
    Set<String> names = new LinkedHashSet<>();
    names.add(DEFAULT_FAMILY);
    Table.ALL.forEach(table -> names.add(table.name()));
    try (Options options = new Options()) {
      for (byte[] found : RocksDB.listColumnFamilies(options, directory.toString())) {
        names.add(new String(found, StandardCharsets.UTF_8));
      }
    }
    return List.copyOf(names);
  }

  RocksDB db() {
    return db;
  }

  /** Family that holds what is about the store itself. */
  ColumnFamilyHandle meta() {
    return meta;
  }

  ColumnFamilyHandle family(Table<?> table) {
    return take(families, table.name());
  }

  List<ColumnFamilyHandle> allFamilies() {
    return new ArrayList<>(families.values());
  }

  /** Of all tables together; the cache is one for all. */
  StoreNumbers numbers() {
    try {
      return new StoreNumbers(
          db.getAggregatedLongProperty("rocksdb.total-sst-files-size"),
          db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables"),
          db.getLongProperty(meta, "rocksdb.block-cache-usage"),
          db.getAggregatedLongProperty("rocksdb.estimate-pending-compaction-bytes"),
          db.getLongProperty(meta, "rocksdb.background-errors"));
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot read the store's numbers", e);
    }
  }

  @Override
  public void close() {
    free(owned);
  }

  private static ColumnFamilyHandle take(Map<String, ColumnFamilyHandle> families, String name) {
    ColumnFamilyHandle handle = families.get(name);
    if (handle == null) {
      throw new IllegalArgumentException("no table '" + name + "'");
    }
    return handle;
  }

  private static <T extends AutoCloseable> T own(List<AutoCloseable> owned, T resource) {
    owned.add(0, resource);
    return resource;
  }

  private static void free(List<AutoCloseable> owned) {
    for (AutoCloseable resource : owned) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new StoreFailure("cannot free the store", e);
      }
    }
    owned.clear();
  }
}

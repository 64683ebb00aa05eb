package io.quorate.replica.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A table with one row, such as a later version leaves in a store. */
final class FutureFamily {
  private static final byte[] NAME = "from-the-future".getBytes(StandardCharsets.UTF_8);
  private static final byte[] KEY = {'k'};

  private FutureFamily() {}

  /** Puts the row into a store that is closed. */
  static void put(Path directory, byte[] row) throws RocksDBException {
    open(
        directory,
        (db, family) -> {
          db.put(family, KEY, row);
          return row;
        });
  }

  /** The row of a store that is closed. */
  static byte @Nullable [] get(Path directory) throws RocksDBException {
    return open(directory, (db, family) -> db.get(family, KEY));
  }

  private interface Use {
    byte @Nullable [] of(RocksDB db, ColumnFamilyHandle family) throws RocksDBException;
  }

  private static byte @Nullable [] open(Path directory, Use use) throws RocksDBException {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, directory.toString())) {
        families.add(new ColumnFamilyDescriptor(name));
      }
    }
    if (families.stream()
        .noneMatch(
            family ->
                new String(family.getName(), StandardCharsets.UTF_8).equals("from-the-future"))) {
      families.add(new ColumnFamilyDescriptor(NAME));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions().setCreateMissingColumnFamilies(true);
        RocksDB db = RocksDB.open(options, directory.toString(), families, handles)) {
      byte[] result = use.of(db, handles.get(handles.size() - 1));
      handles.forEach(ColumnFamilyHandle::close);
      return result;
    }
  }
}

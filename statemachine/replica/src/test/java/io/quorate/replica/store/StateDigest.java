package io.quorate.replica.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * What a store holds, as one digest for each of its tables that has rows: the bytes of all keys and
 * values, in order, whether this version knows the table or not.
 */
public final class StateDigest {
  private StateDigest() {}

  /** Digests by table, of a store that is closed. */
  public static Map<String, String> of(Path directory) throws IOException {
    try {
      return digests(directory);
    } catch (RocksDBException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, String> digests(Path directory) throws RocksDBException {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, directory.toString())) {
        families.add(new ColumnFamilyDescriptor(name));
      }
    }
    Map<String, String> digests = new TreeMap<>();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB db = RocksDB.open(options, directory.toString(), families, handles)) {
      for (int i = 0; i < handles.size(); i++) {
        String digest = digest(db, handles.get(i));
        if (!digest.isEmpty()) {
          digests.put(new String(families.get(i).getName(), StandardCharsets.UTF_8), digest);
        }
        handles.get(i).close();
      }
    }
    return digests;
  }

  private static String digest(RocksDB db, ColumnFamilyHandle family) throws RocksDBException {
    MessageDigest digest = sha256();
    int rows = 0;
    try (RocksIterator row = db.newIterator(family)) {
      for (row.seekToFirst(); row.isValid(); row.next()) {
        add(digest, row.key());
        add(digest, row.value());
        rows++;
      }
      row.status();
    }
    return rows == 0 ? "" : rows + " " + HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package io.quorate.replica.store;

import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads RocksDB's native library from a copy that is gone once it is loaded. RocksDB by itself
 * deletes its copy, 15 MB, when the process ends as it should: each one that is killed leaves one
 * in the temporary folder.
 */
public final class RocksLibrary {
  /** Where Ratis' Netty puts its own library for a moment. */
  private static final String NETTY_FOLDER = "org.apache.ratis.thirdparty.io.netty.native.workdir";

  private static final Logger LOG = LoggerFactory.getLogger(RocksLibrary.class);

  private RocksLibrary() {}

  /**
   * Loads it, by way of the temporary folder of the JVM, or where nothing can be executed or
   * written there, of another. Once loaded it stays: a second call changes nothing.
   *
   * @param spare the other folder; made when it is needed, and emptied
   * @throws IOException when it cannot be loaded from either; says what to do
   */
  public static void load(Path spare) throws IOException {
    try {
      loadBy(Files.createTempDirectory("quorate-"));
    } catch (IOException | RuntimeException | UnsatisfiedLinkError unfit) {
      loadInstead(spare, unfit);
    }
  }

  private static void loadInstead(Path spare, Throwable unfit) throws IOException {
    String temporary = System.getProperty("java.io.tmpdir", "the temporary folder");
    try {
      loadBy(Files.createDirectories(spare));
    } catch (IOException | RuntimeException | UnsatisfiedLinkError unfitToo) {
      IOException neither =
          new IOException(
              "RocksDB's native library can be loaded neither by way of "
                  + temporary
                  + " ("
                  + words(unfit)
                  + ") nor by way of "
                  + spare
                  + " ("
                  + words(unfitToo)
                  + "). Name a folder with 20 MB to spare that is not mounted noexec:"
                  + " QUORATE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
      neither.addSuppressed(unfit);
      neither.addSuppressed(unfitToo);
      throw neither;
    }
    if (System.getProperty(NETTY_FOLDER) == null) {
      System.setProperty(NETTY_FOLDER, spare.toString());
    }
    LOG.info(
        "native libraries are loaded by way of {}: {} will not do ({})",
        spare,
        temporary,
        words(unfit));
  }

  /** The system's own words come last, after the path, which is there twice. */
  private static String words(Throwable unfit) {
    String message = String.valueOf(unfit.getMessage());
    return unfit instanceof UnsatisfiedLinkError
        ? message.substring(message.lastIndexOf(": ") + 1).strip()
        : unfit.toString();
  }

  private static void loadBy(Path folder) throws IOException {
    try {
      NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
      RocksDB.loadLibrary();
    } finally {
      DurableFiles.deleteTree(folder); // mapped by now: nobody needs its name
    }
  }
}

package io.quorate.replica.store;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * The store cannot be trusted any more. Fatal: whoever catches it halts the process, a restart
 * replays the log.
 */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The system's words; RocksDB has no status of its own for it. */
  private static final String MISSING = "No such file or directory";

  /** With what failed and why. */
  public StoreFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  /** With what is wrong. */
  public StoreFailure(String message) {
    super(message);
  }

  /** Whether files are damaged or missing, rather than out of reach. */
  boolean isDamage() {
    if (!(getCause() instanceof RocksDBException failure) || failure.getStatus() == null) {
      return false;
    }
    return failure.getStatus().getCode() == Status.Code.Corruption
        || String.valueOf(failure.getMessage()).endsWith(MISSING);
  }
}

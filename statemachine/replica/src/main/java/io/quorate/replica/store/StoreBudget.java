package io.quorate.replica.store;

/**
 * Memory that a store may use.
 *
 * @param writeBufferBytes unflushed writes of all tables together
 * @param blockCacheBytes cached blocks of all tables together
 * @param openFiles most files held open
 */
public record StoreBudget(long writeBufferBytes, long blockCacheBytes, int openFiles) {
  /** For a data node: tens of MB in all. */
  public static final StoreBudget DATA = new StoreBudget(16L << 20, 16L << 20, 256);

  /** For a witness, whose whole process is meant to fit into 100 to 150 MB. */
  public static final StoreBudget WITNESS = new StoreBudget(4L << 20, 2L << 20, 64);
}

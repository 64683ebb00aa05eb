package io.quorate.replica.store;

/**
 * Turns records of one table into bytes and back. The same record gives the same bytes on every
 * node.
 *
 * @param <V> type of the records
 */
public interface TableCodec<V> {

  /** Bytes of the record. */
  byte[] encode(V value);

  /** The record of the bytes; {@link StoreFailure} when they are not one. */
  V decode(byte[] bytes);
}

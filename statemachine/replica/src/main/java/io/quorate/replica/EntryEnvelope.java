package io.quorate.replica;

import java.nio.ByteBuffer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/**
 * The bytes of an entry in the log: a version, the leader's clock, and what was proposed.
 *
 * @param stampMillis the leader's wall clock
 * @param payload what was proposed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EntryEnvelope(long stampMillis, byte[] payload) {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Long.BYTES;

  /** The envelope around what a client of the log sent. */
  static ByteString wrap(long stampMillis, ByteString payload) {
    byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(VERSION).putLong(stampMillis).array();
    return UnsafeByteOperations.unsafeWrap(header).concat(payload);
  }

  /** Reads an envelope; {@link IllegalStateException} when it is of a newer version. */
  static EntryEnvelope of(ByteString bytes) {
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    if (buffer.remaining() < HEADER_BYTES || buffer.get() != VERSION) {
      throw new IllegalStateException(
          "an entry of the log has a form that this version does not know; start a newer one");
    }
    long stamp = buffer.getLong();
    byte[] payload = new byte[buffer.remaining()];
    buffer.get(payload);
    return new EntryEnvelope(stamp, payload);
  }
}

package io.quorate.replica;

import io.quorate.core.FeatureLevel;
import java.nio.ByteBuffer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/**
 * The bytes of an entry in the log: the feature level at which it was proposed, the leader's clock,
 * and what was proposed. The level says which form the rest has.
 *
 * @param level of the state of the leader that proposed it
 * @param stampMillis the leader's wall clock
 * @param payload what was proposed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EntryEnvelope(FeatureLevel level, long stampMillis, byte[] payload) {
  private static final int HEADER_BYTES = 1 + Long.BYTES;

  /** The envelope around what a client of the log sent. */
  static ByteString wrap(FeatureLevel level, long stampMillis, ByteString payload) {
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES).put((byte) level.value()).putLong(stampMillis).array();
    return UnsafeByteOperations.unsafeWrap(header).concat(payload);
  }

  /** Reads an envelope; {@link LevelRefusedException} when this program does not know its level. */
  static EntryEnvelope of(ByteString bytes, StateLevel known) {
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    int value = buffer.remaining() < HEADER_BYTES ? 0 : Byte.toUnsignedInt(buffer.get());
    if (value == 0) {
      throw new IllegalStateException("an entry of the log has a form that no version wrote");
    }
    FeatureLevel level = new FeatureLevel(value);
    known.requireKnown(level);
    long stamp = buffer.getLong();
    byte[] payload = new byte[buffer.remaining()];
    buffer.get(payload);
    return new EntryEnvelope(level, stamp, payload);
  }
}

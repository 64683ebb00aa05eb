package io.quorate.replica.codec;

import io.quorate.replica.store.StoreFailure;
import io.quorate.replica.store.TableCodec;
import java.nio.ByteBuffer;

/** Numbers as eight bytes. */
final class NumberCodec implements TableCodec<Long> {

  @Override
  public byte[] encode(Long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  @Override
  public Long decode(byte[] bytes) {
    if (bytes.length != Long.BYTES) {
      throw new StoreFailure("a number of " + bytes.length + " bytes");
    }
    return ByteBuffer.wrap(bytes).getLong();
  }
}

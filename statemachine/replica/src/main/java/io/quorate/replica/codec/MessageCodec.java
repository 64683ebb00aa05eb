package io.quorate.replica.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.quorate.replica.store.StoreFailure;
import io.quorate.replica.store.TableCodec;
import java.util.function.Function;

/**
 * Stores records as protobuf messages.
 *
 * @param toMessage the stored form of a record
 * @param parser reads a stored form
 * @param fromMessage the record of a stored form
 */
record MessageCodec<V, M extends Message>(
    Function<V, M> toMessage, Parser<M> parser, Function<M, V> fromMessage)
    implements TableCodec<V> {

  @Override
  public byte[] encode(V value) {
    return StableBytes.of(toMessage.apply(value));
  }

  @Override
  public V decode(byte[] bytes) {
    try {
      return fromMessage.apply(parser.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new StoreFailure(
          "a record cannot be understood; was it written by a newer version?", e);
    }
  }
}

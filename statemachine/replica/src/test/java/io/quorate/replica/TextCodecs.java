package io.quorate.replica;

import io.quorate.core.store.Table;
import io.quorate.replica.store.TableCodec;
import io.quorate.replica.store.TableCodecs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Stores the tables of texts and numbers; the others stay empty in these tests. */
public final class TextCodecs implements TableCodecs {

  @Override
  @SuppressWarnings("unchecked") // by the type that the table names
  public <V> TableCodec<V> of(Table<V> table) {
    if (table.type() == String.class) {
      return (TableCodec<V>) new Texts();
    }
    if (table.type() == Long.class) {
      return (TableCodec<V>) new Numbers();
    }
    throw new IllegalArgumentException(table.name());
  }

  private static final class Texts implements TableCodec<String> {
    @Override
    public byte[] encode(String value) {
      return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static final class Numbers implements TableCodec<Long> {
    @Override
    public byte[] encode(Long value) {
      return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public Long decode(byte[] bytes) {
      return ByteBuffer.wrap(bytes).getLong();
    }
  }
}

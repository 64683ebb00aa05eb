package io.quorate.replica.codec;

import io.quorate.replica.store.TableCodec;
import java.nio.charset.StandardCharsets;

/** Texts as UTF-8. */
final class TextCodec implements TableCodec<String> {

  @Override
  public byte[] encode(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String decode(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

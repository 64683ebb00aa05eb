package io.quorate.replica.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;

/** Writes messages so that the same one gives the same bytes on every node: maps by their keys. */
final class StableBytes {
  private StableBytes() {}

  static byte[] of(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException outOfSpace) {
      throw new IllegalStateException("a message that is larger than it says", outOfSpace);
    }
    return bytes;
  }
}

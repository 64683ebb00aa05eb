package io.quorate.bench.contender;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Two calls of etcd's service KV, with the three fields of its protocol that these need: a key in
 * both, the value of a put, and whether a range has found anything.
 */
final class EtcdWire {
  private static final String SERVICE = "etcdserverpb.KV";
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int FOUND = 2;

  static final MethodDescriptor<byte[], byte[]> PUT = method("Put");

  /** As of the last change that a majority has, unless it is told otherwise. */
  static final MethodDescriptor<byte[], byte[]> RANGE = method("Range");

  private EtcdWire() {}

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(AsItIs.BYTES)
        .setResponseMarshaller(AsItIs.BYTES)
        .build();
  }

  /** A request to set a key. */
  static byte[] put(byte[] key, byte[] value) {
    byte[] request =
        new byte
            [CodedOutputStream.computeByteArraySize(KEY, key)
                + CodedOutputStream.computeByteArraySize(VALUE, value)];
    CodedOutputStream out = CodedOutputStream.newInstance(request);
    try {
      out.writeByteArray(KEY, key);
      out.writeByteArray(VALUE, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.checkNoSpaceLeft();
    return request;
  }

  /** A request to read one key. */
  static byte[] range(byte[] key) {
    byte[] request = new byte[CodedOutputStream.computeByteArraySize(KEY, key)];
    CodedOutputStream out = CodedOutputStream.newInstance(request);
    try {
      out.writeByteArray(KEY, key);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.checkNoSpaceLeft();
    return request;
  }

  /** Whether the answer to a range has a value. */
  static boolean found(byte[] answer) {
    CodedInputStream in = CodedInputStream.newInstance(answer);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == FOUND) {
          return true;
        }
        in.skipField(tag);
      }
      return false;
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** Messages are bytes here: what they mean is put together and taken apart above. */
  private enum AsItIs implements MethodDescriptor.Marshaller<byte[]> {
    BYTES;

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException cut) {
        throw new UncheckedIOException(cut);
      }
    }
  }
}

package io.quorate.replica.raftlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.CodedOutputStream;

/** Segments as Ratis writes them. */
final class SegmentBytes {
  private SegmentBytes() {}

  static byte[] segment(byte[]... records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("RaftLog1".getBytes(StandardCharsets.US_ASCII));
    for (byte[] record : records) {
      out.writeBytes(record);
    }
    return out.toByteArray();
  }

  static byte[] record(long term, long index, int size) {
    byte[] data = new byte[size];
    Arrays.fill(data, (byte) (index + 1));
    LogEntryProto entry =
        LogEntryProto.newBuilder()
            .setTerm(term)
            .setIndex(index)
            .setStateMachineLogEntry(
                StateMachineLogEntryProto.newBuilder().setLogData(ByteString.copyFrom(data)))
            .build();
    byte[] bytes = entry.toByteArray();
    try {
      ByteBuffer buffer =
          ByteBuffer.allocate(
              CodedOutputStream.computeUInt32SizeNoTag(bytes.length) + bytes.length + 4);
      CodedOutputStream coded = CodedOutputStream.newInstance(buffer);
      coded.writeUInt32NoTag(bytes.length);
      coded.writeRawBytes(bytes);
      coded.flush();
      CRC32C sum = new CRC32C();
      sum.update(buffer.array(), 0, buffer.capacity() - 4);
      buffer.putInt(buffer.capacity() - 4, (int) sum.getValue());
      return buffer.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}

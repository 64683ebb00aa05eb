package io.quorate.replica.raftlog;

import io.quorate.replica.raftlog.SegmentScan.Ending;
import io.quorate.replica.store.EntryPosition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a log segment: an 8-byte header, then records of a varint length, the entry,
 * and a CRC-32C of both; zeros to the end.
 */
final class SegmentScanner {
  private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKSUM_BYTES = 4;
  private static final int MAX_VARINT_BYTES = 5;
  private static final byte TERM_TAG = 1 << 3;

  private final byte[] bytes;
  private final int maxEntryBytes;

  /** End of the bytes that are not the trailing zeros. */
  private final int written;

  private SegmentScanner(byte[] bytes, int maxEntryBytes) {
    this.bytes = bytes;
    this.maxEntryBytes = maxEntryBytes;
    this.written = lastNonZero(bytes) + 1;
  }

  /** Scans a whole segment whose entries have at most the given size. */
  static SegmentScan scan(byte[] bytes, int maxEntryBytes) {
    return scan(bytes, maxEntryBytes, entry -> {});
  }

  /** The same; tells of each valid entry, in order. */
  static SegmentScan scan(byte[] bytes, int maxEntryBytes, Consumer<LogEntryProto> reader) {
    return new SegmentScanner(bytes, maxEntryBytes).scan(reader);
  }

  private SegmentScan scan(Consumer<LogEntryProto> reader) {
    if (written <= HEADER.length && Arrays.mismatch(bytes, 0, written, HEADER, 0, written) < 0) {
      // A header that was being written, or a header alone. Ratis copes with both.
      return new SegmentScan(EntryPosition.NONE, written, Ending.CLEAN, "");
    }
    if (written < HEADER.length
        || !Arrays.equals(bytes, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      return new SegmentScan(EntryPosition.NONE, 0, Ending.DAMAGED, "not a segment header");
    }
    EntryPosition last = EntryPosition.NONE;
    int at = HEADER.length;
    while (at < written) {
      Frame frame = frame(at);
      LogEntryProto valid = frame == null ? null : validEntry(frame);
      if (frame == null || valid == null) {
        return ended(last, at, frame);
      }
      EntryPosition entry = new EntryPosition(valid.getTerm(), valid.getIndex());
      if (last.index() >= 0 && entry.index() != last.index() + 1) {
        return new SegmentScan(
            last, at, Ending.DAMAGED, "entry " + entry + " follows entry " + last);
      }
      reader.accept(valid);
      last = entry;
      at = frame.end();
    }
    return new SegmentScan(last, at, Ending.CLEAN, "");
  }

  /** Tells a record that was being written from one that was damaged after it had been written. */
  private SegmentScan ended(EntryPosition last, int at, @Nullable Frame frame) {
    if (frame == null) {
      boolean lengthCut = bytes[at] != 0 && written - at < MAX_VARINT_BYTES && lengthIsCut(at);
      return new SegmentScan(
          last, at, lengthCut ? Ending.TORN : Ending.DAMAGED, "no record at byte " + at);
    }
    if (written >= frame.end()) {
      return new SegmentScan(
          last, at, Ending.DAMAGED, "checksum or form of the record at byte " + at + " is wrong");
    }
    if (written > frame.checksumAt() && !checksumBegins(frame)) {
      // All of the entry is there, so what there is of its checksum must fit.
      return new SegmentScan(
          last, at, Ending.DAMAGED, "checksum of the record at byte " + at + " is wrong");
    }
    if (validRecordAfter(at) || completeWithOtherLength(at)) {
      return new SegmentScan(
          last, at, Ending.DAMAGED, "the length of the record at byte " + at + " is wrong");
    }
    return new SegmentScan(
        last,
        at,
        Ending.TORN,
        "the record at byte " + at + " ends at byte " + written + " instead of " + frame.end());
  }

  /**
   * Whether a whole record follows: then this one was damaged, for records are written in order.
   */
  private boolean validRecordAfter(int at) {
    for (int i = at + 1; i < written; i++) {
      Frame frame = frame(i);
      // Every entry begins with its term, field 1; few other bytes pass, so few sums are made.
      if (frame != null
          && frame.end() <= bytes.length
          && bytes[frame.entryAt()] == TERM_TAG
          && validEntry(frame) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether the bytes are a whole record of which only the length was changed. */
  private boolean completeWithOtherLength(int at) {
    int furthest = Math.min(bytes.length, written + CHECKSUM_BYTES - 1);
    for (int end = written; end <= furthest; end++) {
      for (int prefix = 1; prefix <= MAX_VARINT_BYTES; prefix++) {
        int length = end - CHECKSUM_BYTES - at - prefix;
        if (length > 0 && varint(length).length == prefix && sumFits(at + prefix, length)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean sumFits(int entryAt, int length) {
    CRC32C sum = new CRC32C();
    sum.update(varint(length));
    sum.update(bytes, entryAt, length);
    return ByteBuffer.wrap(bytes, entryAt + length, CHECKSUM_BYTES).getInt()
        == (int) sum.getValue();
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(MAX_VARINT_BYTES);
    int rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      out.write((rest & 0x7f) | 0x80);
    }
    out.write(rest);
    return out.toByteArray();
  }

  /** Whether the bytes before the zeros are all "more follows" bytes of a length. */
  private boolean lengthIsCut(int at) {
    for (int i = at; i < written; i++) {
      if (bytes[i] >= 0) {
        return false;
      }
    }
    return true;
  }

  private boolean checksumBegins(Frame frame) {
    byte[] expected = checksum(frame);
    int present = written - frame.checksumAt();
    return Arrays.equals(
        expected, 0, present, bytes, frame.checksumAt(), frame.checksumAt() + present);
  }

  /**
   * Extent of the record that the length at this byte announces, or null when it is not a possible
   * length.
   */
  private @Nullable Frame frame(int at) {
    int length = 0;
    for (int i = 0; i < MAX_VARINT_BYTES && at + i < bytes.length; i++) {
      int next = bytes[at + i];
      length |= (next & 0x7f) << (7 * i);
      if (next >= 0) {
        boolean possible = length > 0 && length <= maxEntryBytes;
        return possible ? new Frame(at, at + i + 1, length) : null;
      }
    }
    return null;
  }

  private @Nullable LogEntryProto validEntry(Frame frame) {
    if (frame.end() > bytes.length || !Arrays.equals(checksum(frame), storedChecksum(frame))) {
      return null;
    }
    try {
      return LogEntryProto.parseFrom(ByteBuffer.wrap(bytes, frame.entryAt(), frame.length()));
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }

  private byte[] checksum(Frame frame) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, frame.at(), Math.min(frame.checksumAt(), bytes.length) - frame.at());
    return ByteBuffer.allocate(CHECKSUM_BYTES).putInt((int) sum.getValue()).array();
  }

  private byte[] storedChecksum(Frame frame) {
    return Arrays.copyOfRange(bytes, frame.checksumAt(), frame.end());
  }

  private static int lastNonZero(byte[] bytes) {
    int last = bytes.length - 1;
    while (last >= 0 && bytes[last] == 0) {
      last--;
    }
    return last;
  }

  /** Extent of a record: from {@code at}, its entry from {@code entryAt}. */
  private record Frame(int at, int entryAt, int length) {
    int checksumAt() {
      return entryAt + length;
    }

    int end() {
      return checksumAt() + CHECKSUM_BYTES;
    }
  }
}

package io.quorate.replica;

import io.quorate.core.FeatureLevel;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.replica.store.EntryPosition;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/** Entries as they lie in the log, for tests of other packages. */
public final class Envelopes {
  private Envelopes() {}

  /** The bytes of an entry. */
  public static byte[] wrap(FeatureLevel level, long stampMillis, byte[] payload) {
    return EntryEnvelope.wrap(level, stampMillis, ByteString.copyFrom(payload)).toByteArray();
  }

  /** The entry of the bytes. */
  public static LogEntry read(EntryPosition position, byte[] bytes) {
    EntryEnvelope envelope =
        EntryEnvelope.of(ByteString.copyFrom(bytes), new StateLevel(FeatureLevels.SUPPORTED));
    return new LogEntry(position, envelope.stampMillis(), envelope.payload());
  }
}

package io.quorate.server.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedRows;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import io.quorate.server.wire.Times;
import io.quorate.v1.DataKey;
import io.quorate.v1.SealedNote;
import io.quorate.v1.SealedValue;
import io.quorate.v1.SecretKeys;
import io.quorate.v1.SecretRecipient;
import java.util.HexFormat;
import java.util.Optional;

/** Words secrets and their keys for the API. */
final class SecretMessages {
  private static final int MOST_COUNTED = 100_000;

  private SecretMessages() {}

  /** What of a value everybody may have: nothing of one that is sealed. */
  static ByteString shown(ConfigValue value) {
    return value.seal() == null ? UnsafeByteOperations.unsafeWrap(value.bytes()) : ByteString.EMPTY;
  }

  /** What everybody may know of a sealed value; empty for one that is not. */
  static Optional<SealedNote> note(ConfigValue value) {
    Seal seal = value.seal();
    return seal == null
        ? Optional.empty()
        : Optional.of(
            SealedNote.newBuilder()
                .setGeneration(seal.generation().value())
                .setFingerprint(seal.tag().fingerprint())
                .setLength(value.length())
                .build());
  }

  /** A sealed value, for another node. */
  static SealedValue sealed(ConfigValue value, Seal seal) {
    return SealedValue.newBuilder()
        .setGeneration(seal.generation().value())
        .setTag(ByteString.copyFrom(HexFormat.of().parseHex(seal.tag().hex())))
        .setSealed(UnsafeByteOperations.unsafeWrap(value.bytes()))
        .build();
  }

  static SecretKeys keys(StoreView store) {
    SecretView view = new SecretView(store);
    SecretKeys.Builder keys = SecretKeys.newBuilder();
    for (DataKeyRecord key : view.keys()) {
      DataKey.Builder message =
          DataKey.newBuilder()
              .setGeneration(key.generation().value())
              .setFingerprint(key.fingerprint().hex())
              .setSince(Times.timestamp(key.since()))
              .setValues(SealedRows.of(store, key.generation(), MOST_COUNTED).size());
      key.keys().forEach(each -> message.addRecipients(each.recipient().value()));
      keys.addKeys(message);
    }
    Optional<Generation> newest = view.newest().map(DataKeyRecord::generation);
    for (Recipient recipient : view.recipients()) {
      keys.addRecipients(recipient(recipient, newest));
    }
    return keys.build();
  }

  private static SecretRecipient recipient(Recipient recipient, Optional<Generation> newest) {
    boolean node = recipient.kind() == Recipient.Kind.NODE;
    SecretRecipient.Builder message =
        SecretRecipient.newBuilder()
            .setName(recipient.name().value())
            .setKind(node ? SecretRecipient.Kind.NODE : SecretRecipient.Kind.RECOVERY)
            .setKey(recipient.key().hex())
            .setSince(Times.timestamp(recipient.since()))
            .setMismatch(node && newest.isPresent() && !recipient.opens().contains(newest.get()));
    recipient.opens().forEach(generation -> message.addOpens(generation.value()));
    return message.build();
  }
}

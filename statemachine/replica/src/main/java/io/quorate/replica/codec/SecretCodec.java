package io.quorate.replica.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.quorate.core.ClusterTime;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealTag;
import io.quorate.core.secret.SealedKey;
import io.quorate.stored.v1.StoredDataKey;
import io.quorate.stored.v1.StoredRecipient;
import io.quorate.stored.v1.StoredSeal;
import io.quorate.stored.v1.StoredSealedKey;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is known of the keys of secrets to and from its stored forms. */
final class SecretCodec {
  private SecretCodec() {}

  static StoredSeal encode(Seal seal) {
    return StoredSeal.newBuilder()
        .setGeneration(seal.generation().value())
        .setTag(bytes(seal.tag().hex()))
        .build();
  }

  static Seal decode(StoredSeal stored) {
    return new Seal(new Generation(stored.getGeneration()), tag(stored.getTag()));
  }

  static StoredRecipient encode(Recipient recipient) {
    StoredRecipient.Builder stored =
        StoredRecipient.newBuilder()
            .setName(recipient.name().value())
            .setKind(recipient.kind().name())
            .setKey(bytes(recipient.key().hex()))
            .setSinceMillis(recipient.since().millis());
    recipient.opens().forEach(generation -> stored.addOpens(generation.value()));
    return stored.build();
  }

  static Recipient decode(StoredRecipient stored) {
    return new Recipient(
        new RecipientName(stored.getName()),
        Recipient.Kind.valueOf(stored.getKind()),
        key(stored.getKey()),
        new ClusterTime(stored.getSinceMillis()),
        generations(stored.getOpensList()));
  }

  static SortedSet<Generation> generations(List<Long> numbers) {
    SortedSet<Generation> generations = new TreeSet<>();
    numbers.forEach(number -> generations.add(new Generation(number)));
    return generations;
  }

  static StoredDataKey encode(DataKeyRecord key) {
    return StoredDataKey.newBuilder()
        .setGeneration(key.generation().value())
        .setFingerprint(bytes(key.fingerprint().hex()))
        .setSinceMillis(key.since().millis())
        .addAllKeys(key.keys().stream().map(SecretCodec::encode).toList())
        .build();
  }

  static DataKeyRecord decode(StoredDataKey stored) {
    return new DataKeyRecord(
        new Generation(stored.getGeneration()),
        fingerprint(stored.getFingerprint()),
        new ClusterTime(stored.getSinceMillis()),
        stored.getKeysList().stream().map(SecretCodec::decode).toList());
  }

  static StoredSealedKey encode(SealedKey key) {
    return StoredSealedKey.newBuilder()
        .setRecipient(key.recipient().value())
        .setTo(bytes(key.to().hex()))
        .setSealed(bytes(key.sealed()))
        .build();
  }

  static SealedKey decode(StoredSealedKey stored) {
    return new SealedKey(
        new RecipientName(stored.getRecipient()), key(stored.getTo()), sealed(stored.getSealed()));
  }

  static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /** Of what is never changed, so it needs no copy. */
  static ByteString bytes(Ciphertext sealed) {
    return UnsafeByteOperations.unsafeWrap(sealed.bytes());
  }

  static Ciphertext sealed(ByteString bytes) {
    return new Ciphertext(bytes.toByteArray());
  }

  static SealTag tag(ByteString bytes) {
    return new SealTag(hex(bytes));
  }

  static RecipientKey key(ByteString bytes) {
    return new RecipientKey(hex(bytes));
  }

  static KeyFingerprint fingerprint(ByteString bytes) {
    return new KeyFingerprint(hex(bytes));
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}

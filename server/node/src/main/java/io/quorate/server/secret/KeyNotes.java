package io.quorate.server.secret;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.quorate.core.NodeId;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.SealedKey;
import io.quorate.v1.AnnouncedKey;
import io.quorate.v1.BegunKey;
import io.quorate.v1.Caller;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.ResealedValue;
import io.quorate.v1.ResealedValues;
import io.quorate.v1.SealedDataKey;
import io.quorate.v1.SharedKey;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;

/** Words what a data node has to say of the keys, for the leader. */
public final class KeyNotes {
  private KeyNotes() {}

  static NoteSecretKeysRequest announce(
      NodeId self, RecipientKey own, SortedSet<Generation> opens) {
    AnnouncedKey.Builder announced =
        AnnouncedKey.newBuilder().setNode(self.value()).setKey(bytes(own.hex()));
    opens.forEach(generation -> announced.addOpens(generation.value()));
    return by(self).setAnnounce(announced).build();
  }

  static NoteSecretKeysRequest share(NodeId self, Generation generation, SealedKey key) {
    return by(self)
        .setShare(SharedKey.newBuilder().setGeneration(generation.value()).setKey(message(key)))
        .build();
  }

  static NoteSecretKeysRequest reseal(
      NodeId self, Generation from, Generation to, List<ResealedRow> rows) {
    ResealedValues.Builder values =
        ResealedValues.newBuilder().setFrom(from.value()).setTo(to.value());
    for (ResealedRow row : rows) {
      values.addValues(
          ResealedValue.newBuilder()
              .setRow(row.row().text())
              .setTag(bytes(row.tag().hex()))
              .setSealed(bytes(row.sealed())));
    }
    return by(self).setReseal(values).build();
  }

  static NoteSecretKeysRequest drop(NodeId self, Generation generation) {
    return by(self).setDrop(generation.value()).build();
  }

  /** That a data key is new. */
  public static NoteSecretKeysRequest.Builder begin(DataKey key, List<SealedKey> sealed) {
    KeyFingerprint fingerprint = key.fingerprint();
    return NoteSecretKeysRequest.newBuilder()
        .setBegin(
            BegunKey.newBuilder()
                .setGeneration(key.generation().value())
                .setFingerprint(bytes(fingerprint.hex()))
                .addAllKeys(sealed.stream().map(KeyNotes::message).toList()));
  }

  private static NoteSecretKeysRequest.Builder by(NodeId self) {
    return NoteSecretKeysRequest.newBuilder()
        .setCaller(Caller.newBuilder().setActor("node " + self));
  }

  private static SealedDataKey message(SealedKey key) {
    return SealedDataKey.newBuilder()
        .setRecipient(key.recipient().value())
        .setTo(bytes(key.to().hex()))
        .setSealed(bytes(key.sealed()))
        .build();
  }

  private static ByteString bytes(String hex) {
    return UnsafeByteOperations.unsafeWrap(HexFormat.of().parseHex(hex));
  }

  private static ByteString bytes(Ciphertext sealed) {
    return UnsafeByteOperations.unsafeWrap(sealed.bytes());
  }
}

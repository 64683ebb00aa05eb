package io.quorate.server.api;

import com.google.protobuf.ByteString;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealTag;
import io.quorate.core.secret.SealedKey;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SecretCommand;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.AnnouncedKey;
import io.quorate.v1.BegunKey;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.ResealedValue;
import io.quorate.v1.ResealedValues;
import io.quorate.v1.SealedDataKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what is said of the keys of secrets to types that cannot be wrong. */
final class SecretFields {
  private static final String BY_NODES = "this is said by nodes; leave it to them";
  private static final int MOST_ROW = 700;

  private final WireFields fields;

  SecretFields(WireFields fields) {
    this.fields = fields;
  }

  /** What a node says; null when nothing is said. */
  @Nullable SecretCommand note(NoteSecretKeysRequest request) {
    return switch (request.getNoteCase()) {
      case ANNOUNCE -> announce(request.getAnnounce());
      case BEGIN -> begin(request.getBegin());
      case SHARE ->
          new SecretCommand.Share(
              generation("share.generation", request.getShare().getGeneration()),
              key("share.key", request.getShare().getKey()));
      case RESEAL -> reseal(request.getReseal());
      case DROP -> new SecretCommand.Drop(generation("drop", request.getDrop()));
      case NOTE_NOT_SET -> {
        fields.invalid("note", "nothing is said, or something of a newer version", BY_NODES);
        yield null;
      }
    };
  }

  private SecretCommand announce(AnnouncedKey announce) {
    SortedSet<Generation> opens = new TreeSet<>();
    announce.getOpensList().forEach(number -> opens.add(generation("announce.opens", number)));
    return new SecretCommand.Announce(
        fields.node("announce.node", announce.getNode()),
        publicKey("announce.key", announce.getKey()),
        opens);
  }

  private SecretCommand begin(BegunKey begin) {
    return new SecretCommand.Begin(
        generation("begin.generation", begin.getGeneration()),
        new KeyFingerprint(
            digits("begin.fingerprint", begin.getFingerprint(), KeyFingerprint.DIGITS)),
        begin.getKeysList().stream().map(key -> key("begin.keys", key)).toList());
  }

  private SecretCommand reseal(ResealedValues reseal) {
    List<ResealedRow> rows = new ArrayList<>();
    for (ResealedValue value : reseal.getValuesList()) {
      rows.add(
          new ResealedRow(
              row(value.getRow()),
              tag("reseal.values.tag", value.getTag()),
              new Ciphertext(value.getSealed().toByteArray())));
    }
    return new SecretCommand.Reseal(
        generation("reseal.from", reseal.getFrom()), generation("reseal.to", reseal.getTo()), rows);
  }

  private SealedRow row(String text) {
    boolean printable = text.length() <= MOST_ROW && text.chars().allMatch(c -> c > ' ' && c < '~');
    try {
      return SealedRow.of(printable ? text : "");
    } catch (IllegalArgumentException unreadable) {
      fields.invalid("reseal.values.row", "it names no stored row", BY_NODES);
      return new SealedRow(SealedRow.Kind.CURRENT, "unreadable");
    }
  }

  private SealedKey key(String at, SealedDataKey key) {
    return new SealedKey(
        recipient(at + ".recipient", key.getRecipient()),
        publicKey(at + ".to", key.getTo()),
        new Ciphertext(key.getSealed().toByteArray()));
  }

  /** A name of somebody who can open secrets. */
  RecipientName recipient(String at, String text) {
    return RecipientName.read(text).orElseGet(() -> RecipientName.of(fields.node(at, text)));
  }

  /** A public key as people write it. */
  RecipientKey publicKey(String at, String text) {
    if (RecipientKey.wellFormed(text)) {
      return new RecipientKey(text);
    }
    fields.invalid(
        at,
        "a public key has "
            + RecipientKey.DIGITS
            + " of 0-9 and a-f, not "
            + text.length()
            + " characters like these",
        "give that of an X25519 pair: quorate secret recipient make FILE");
    return new RecipientKey("0".repeat(RecipientKey.DIGITS));
  }

  private RecipientKey publicKey(String at, ByteString bytes) {
    return new RecipientKey(digits(at, bytes, RecipientKey.DIGITS));
  }

  /** What a value is sealed under, and what is inside. */
  Seal seal(String at, long generation, ByteString tag) {
    return new Seal(generation(at + ".generation", generation), tag(at + ".tag", tag));
  }

  private SealTag tag(String at, ByteString bytes) {
    return new SealTag(digits(at, bytes, SealTag.DIGITS));
  }

  private String digits(String at, ByteString bytes, int digits) {
    if (bytes.size() * 2 == digits) {
      return HexFormat.of().formatHex(bytes.toByteArray());
    }
    fields.invalid(at, "there are " + bytes.size() + " bytes, not " + digits / 2, BY_NODES);
    return "0".repeat(digits);
  }

  private Generation generation(String at, long number) {
    return Generation.read(number)
        .orElseGet(
            () -> {
              fields.invalid(at, Long.toUnsignedString(number) + " is no generation", BY_NODES);
              return Generation.FIRST;
            });
  }
}

package io.quorate.core.transcript;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
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
import io.quorate.core.secret.SealedRows;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Commands to the keys of secrets in words: {@code secret announce NODE KEY opens=N,...}, {@code
 * secret add NAME KEY}, {@code secret remove NAME}, {@code secret begin N NAME:KEY...}, {@code
 * secret share N NAME:KEY}, {@code secret reseal FROM TO ROW:TEXT...}, {@code secret drop N},
 * {@code secret reveal GROUP PATH node=NODE}. A key is a hexadecimal digit, which stands for as
 * many as it has. {@code size=BYTES} is that of what is sealed.
 */
final class SecretScript {
  private SecretScript() {}

  /** Not sealed in truth: nobody here looks into it. */
  static ConfigValue value(String text) {
    String[] parts = text.substring(1).split("%", 2);
    Generation generation = generation(parts[0]);
    return new ConfigValue(
        sealed(generation, parts[1]).bytes(),
        ConfigValue.TEXT,
        new Seal(generation, tag(parts[1])));
  }

  private static Ciphertext sealed(Generation generation, String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[plain.length + Seal.OVERHEAD];
    Arrays.fill(bytes, (byte) generation.value());
    return new Ciphertext(bytes);
  }

  private static SealTag tag(String text) {
    return new SealTag(String.format("%08x", text.hashCode()) + "0".repeat(24));
  }

  static SecretCommand of(Words words) {
    String second = words.at(2);
    return switch (words.at(1)) {
      case "announce" ->
          new SecretCommand.Announce(new NodeId(second), key(words.at(3)), opens(words));
      case "add" -> new SecretCommand.AddRecovery(new RecipientName(second), key(words.at(3)));
      case "remove" -> new SecretCommand.RemoveRecovery(new RecipientName(second));
      case "begin" ->
          new SecretCommand.Begin(
              generation(second),
              new KeyFingerprint("f".repeat(KeyFingerprint.DIGITS)),
              words.from(3).stream().map(text -> sealedKey(text, words)).toList());
      case "share" -> new SecretCommand.Share(generation(second), sealedKey(words.at(3), words));
      case "reseal" ->
          new SecretCommand.Reseal(
              generation(second), generation(words.at(3)), rows(words, generation(words.at(3))));
      case "drop" -> new SecretCommand.Drop(generation(second));
      case "reveal" ->
          new SecretCommand.Reveal(
              new GroupId(second),
              words.at(3),
              words.has("node") ? new NodeId(words.get("node")) : null);
      default -> throw new IllegalArgumentException(words.at(1));
    };
  }

  private static Generation generation(String text) {
    return new Generation(Long.parseLong(text));
  }

  private static RecipientKey key(String digit) {
    return new RecipientKey(digit.repeat(RecipientKey.DIGITS));
  }

  private static SealedKey sealedKey(String text, Words words) {
    String[] parts = text.split(":", -1);
    return new SealedKey(
        new RecipientName(parts[0]),
        key(parts[1]),
        new Ciphertext(new byte[(int) words.number("size", 112)]));
  }

  private static SortedSet<Generation> opens(Words words) {
    SortedSet<Generation> opens = new TreeSet<>();
    words.list("opens").forEach(text -> opens.add(generation(text)));
    return opens;
  }

  private static List<ResealedRow> rows(Words words, Generation to) {
    return words.from(4).stream()
        .map(text -> text.split(":", 2))
        .map(parts -> new ResealedRow(SealedRow.of(parts[0]), tag(parts[1]), sealed(to, parts[1])))
        .toList();
  }

  /** Who can open what, and what is sealed under which key. */
  static void secrets(StoreView store, StringBuilder output) {
    SecretView view = new SecretView(store);
    view.recipients()
        .forEach(
            recipient ->
                output
                    .append(recipient.kind())
                    .append(' ')
                    .append(recipient.name())
                    .append(" key=")
                    .append(recipient.key())
                    .append(" opens=")
                    .append(recipient.opens())
                    .append('\n'));
    view.keys()
        .forEach(
            key -> {
              output.append("generation ").append(key.generation()).append(" sealed to ");
              output.append(key.keys().stream().map(SealedKey::recipient).toList());
              output.append('\n');
              for (SealedRow row : SealedRows.of(store, key.generation(), 100)) {
                ConfigValue value = Objects.requireNonNull(SealedAt.value(store, row), "a value");
                Seal seal = Objects.requireNonNull(value.seal(), "a sealed one");
                output.append("  ").append(row).append(" of ").append(SealedAt.of(row));
                output.append(": under ").append(seal.generation()).append(", ").append(value);
                output.append('\n');
              }
            });
  }
}

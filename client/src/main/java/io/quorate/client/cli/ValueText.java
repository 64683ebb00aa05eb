package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.SealedNote;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Shows values to people. */
final class ValueText {
  private static final int SHORT = 60;

  private ValueText() {}

  /** The value as text; empty when it is not UTF-8. */
  static Optional<String> of(ByteString value) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(value.asReadOnlyByteBuffer()).toString());
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  /** A value that may be a secret in a few words, on one line. */
  static String brief(ConfigEntry entry) {
    return entry.hasSealed() ? brief(entry.getSealed()) : brief(entry.getValue());
  }

  /** What everybody may know of a secret. */
  static String brief(SealedNote sealed) {
    return "secret of "
        + Words.count(sealed.getLength(), "byte")
        + ", fingerprint "
        + Words.oneLine(sealed.getFingerprint());
  }

  /** The value in a few words, on one line. */
  static String brief(ByteString value) {
    Optional<String> text = of(value);
    String whole = text.orElse("").strip();
    boolean fits = whole.length() <= SHORT && whole.indexOf('\n') < 0;
    return text.isPresent() && fits ? Words.oneLine(whole) : Words.count(value.size(), "byte");
  }
}

package io.quorate.client.cli;

import com.google.protobuf.ByteString;
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

  /** The value in a few words, on one line. */
  static String brief(ByteString value) {
    Optional<String> text = of(value);
    String whole = text.orElse("").strip();
    boolean fits = whole.length() <= SHORT && whole.indexOf('\n') < 0;
    return text.isPresent() && fits ? Words.oneLine(whole) : Words.count(value.size(), "byte");
  }
}

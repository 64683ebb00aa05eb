package io.quorate.core.config;

import io.quorate.core.declaration.Findings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a value, and what they are. Never changed; compared by content. */
public final class ConfigValue {
  /** Most bytes of one value: it has to fit into an entry of the log. */
  public static final int MAX_BYTES = 512 << 10;

  /** Longest media type, in characters. */
  public static final int MAX_MEDIA_TYPE = 100;

  /** What a value is unless something else is said. */
  public static final String TEXT = "text/plain";

  private final byte[] bytes;
  private final String mediaType;

  /**
   * A value.
   *
   * @param bytes kept as they are; the caller does not change them afterwards
   * @param mediaType what they are, such as {@code application/json}
   */
  public ConfigValue(byte[] bytes, String mediaType) {
    this.bytes = bytes;
    this.mediaType = mediaType;
  }

  /** Its bytes, not to be changed: they go from the network to the disk without a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** What its bytes are. */
  public String mediaType() {
    return mediaType;
  }

  /** How many bytes it has. */
  public int size() {
    return bytes.length;
  }

  /** What is wrong with it; empty when it can be stored. */
  public Optional<String> wrong() {
    return wrong(MAX_BYTES);
  }

  /** What is wrong with it where values have at most so many bytes; empty when nothing is. */
  public Optional<String> wrong(int maxBytes) {
    if (bytes.length > maxBytes) {
      return Optional.of(
          "the value has " + bytes.length + " bytes, at most " + maxBytes + " are allowed");
    }
    if (mediaType.isEmpty()
        || mediaType.length() > MAX_MEDIA_TYPE
        || !mediaType.chars().allMatch(ConfigValue::allowed)) {
      return Optional.of(
          "'" + Findings.shown(mediaType) + "' is not a media type such as text/plain");
    }
    return isText() && !wellFormed()
        ? Optional.of("the value is said to be " + mediaType + ", but is not UTF-8 text")
        : Optional.empty();
  }

  /** Whether people can read it as text. */
  public boolean isText() {
    return mediaType.startsWith("text/")
        || mediaType.endsWith("/json")
        || mediaType.endsWith("/yaml")
        || mediaType.endsWith("/xml");
  }

  private boolean wellFormed() {
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException otherwise) {
      return false;
    }
  }

  private static boolean allowed(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "/.+-".indexOf(c) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfigValue value
        && mediaType.equals(value.mediaType)
        && Arrays.equals(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Never the content: that may be what no log should show. */
  @Override
  public String toString() {
    return bytes.length + " bytes of " + mediaType;
  }
}

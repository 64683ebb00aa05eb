package io.quorate.core.config;

import io.quorate.core.declaration.Findings;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a value, and what they are; of one that is sealed what only data nodes can open.
 * Never changed; compared by content, which a key that it is sealed under is no part of.
 */
public final class ConfigValue {
  /** Most bytes of one value: it has to fit into an entry of the log. */
  public static final int MAX_BYTES = 512 << 10;

  /** Longest media type, in characters. */
  public static final int MAX_MEDIA_TYPE = 100;

  /** What a value is unless something else is said. */
  public static final String TEXT = "text/plain";

  private final byte[] bytes;
  private final String mediaType;
  private final @Nullable Seal seal;

  /**
   * A value.
   *
   * @param bytes kept as they are; the caller does not change them afterwards
   * @param mediaType what they are, such as {@code application/json}
   */
  public ConfigValue(byte[] bytes, String mediaType) {
    this(bytes, mediaType, null);
  }

  /**
   * A value that may be sealed.
   *
   * @param bytes kept as they are; the caller does not change them afterwards
   * @param mediaType what they are, or what is inside when it is sealed
   * @param seal null when it is not
   */
  public ConfigValue(byte[] bytes, String mediaType, @Nullable Seal seal) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.seal = seal;
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

  /** How many bytes people mean: of a sealed value those that are inside. */
  public int length() {
    return seal == null ? bytes.length : bytes.length - Seal.OVERHEAD;
  }

  /** Under which key it is sealed, and what is inside; null when it is not sealed. */
  public @Nullable Seal seal() {
    return seal;
  }

  /** The same content under another key. */
  ConfigValue sealed(Ciphertext under, Seal other) {
    return new ConfigValue(under.bytes(), mediaType, other);
  }

  /** What is wrong with it; empty when it can be stored. */
  public Optional<String> wrong() {
    return wrong(MAX_BYTES);
  }

  /** What is wrong with it where values have at most so many bytes; empty when nothing is. */
  public Optional<String> wrong(int maxBytes) {
    if (length() > maxBytes) {
      return Optional.of(
          "the value has " + length() + " bytes, at most " + maxBytes + " are allowed");
    }
    if (length() < 0) {
      return Optional.of("the value has " + bytes.length + " bytes, which is no sealed value");
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

  /** Whether people can read it as text: nothing that is sealed. */
  public boolean isText() {
    return seal == null
        && (mediaType.startsWith("text/")
            || mediaType.endsWith("/json")
            || mediaType.endsWith("/yaml")
            || mediaType.endsWith("/xml"));
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
        && sameContent(value);
  }

  /** Whether the content is the same, whatever it is said to be, and whichever key it is under. */
  boolean sameContent(ConfigValue other) {
    Seal one = seal;
    Seal two = other.seal;
    if (one != null && two != null) {
      return one.tag().equals(two.tag());
    }
    return one == null && two == null && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    Seal under = seal;
    return under == null ? Arrays.hashCode(bytes) : under.tag().hashCode();
  }

  /** Never the content: that may be what no log should show. */
  @Override
  public String toString() {
    Seal under = seal;
    return length()
        + " bytes of "
        + mediaType
        + (under == null ? "" : ", sealed: fingerprint " + under.tag());
  }
}

package io.quorate.core.secret;

/**
 * Tells one data key from another without telling anything of it: the first 8 bytes of an
 * HMAC-SHA-256 under the key.
 *
 * @param hex 16 lower-case hexadecimal digits
 */
public record KeyFingerprint(String hex) {
  /** How many digits. */
  public static final int DIGITS = 16;

  /** Refuses another form with {@link IllegalArgumentException}. */
  public KeyFingerprint {
    Hex.require(hex, DIGITS, "the fingerprint of a key");
  }

  /** Whether the text is one. */
  public static boolean wellFormed(String text) {
    return Hex.wellFormed(text, DIGITS);
  }

  @Override
  public String toString() {
    return hex;
  }
}

package io.quorate.core.secret;

/**
 * Tells one sealed content from another at one path, whoever it is for and whichever key it is
 * sealed under: 16 bytes of an HMAC-SHA-256 of path and content, under a key that all generations
 * of the data key carry on. Equal contents of one path have equal tags; nothing else follows from
 * one without that key.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record SealTag(String hex) {
  /** How many digits. */
  public static final int DIGITS = 32;

  private static final int SHOWN = 16;

  /** Refuses another form with {@link IllegalArgumentException}. */
  public SealTag {
    Hex.require(hex, DIGITS, "the tag of a sealed value");
  }

  /** Whether the text is one. */
  public static boolean wellFormed(String text) {
    return Hex.wellFormed(text, DIGITS);
  }

  /** What is shown of it: 16 digits. */
  public String fingerprint() {
    return hex.substring(0, SHOWN);
  }

  @Override
  public String toString() {
    return fingerprint();
  }
}

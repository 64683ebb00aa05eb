package io.quorate.core.secret;

/**
 * The public key of a recipient, of X25519. What is sealed to it opens only the private key, which
 * never leaves whoever made the pair.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record RecipientKey(String hex) {
  /** How many digits. */
  public static final int DIGITS = 64;

  private static final int SHOWN = 16;

  /** Refuses another form with {@link IllegalArgumentException}. */
  public RecipientKey {
    Hex.require(hex, DIGITS, "a public key");
  }

  /** Whether the text is one. */
  public static boolean wellFormed(String text) {
    return Hex.wellFormed(text, DIGITS);
  }

  /** Enough of it to tell it from others. */
  @Override
  public String toString() {
    return hex.substring(0, SHOWN);
  }
}

package io.quorate.core.secret;

/** Bytes as people and records have them: lower-case hexadecimal digits, so many of them. */
final class Hex {
  private Hex() {}

  static boolean wellFormed(String text, int digits) {
    return text.length() == digits && text.chars().allMatch(Hex::digit);
  }

  static String require(String text, int digits, String what) {
    if (!wellFormed(text, digits)) {
      throw new IllegalArgumentException("not " + what + ": " + text.length() + " characters");
    }
    return text;
  }

  private static boolean digit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}

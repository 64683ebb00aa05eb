package io.quorate.core;

/** The form that names of nodes, groups, resources and checks have. */
public final class Names {
  /** Longest name, in characters: what a DNS label and a file name can hold. */
  public static final int MAX_LENGTH = 63;

  private Names() {}

  /** Whether the text is lower-case letters, digits and dashes, a letter first, 1 to 63 of them. */
  public static boolean wellFormed(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !isLetter(text.charAt(0))) {
      return false;
    }
    return text.chars().allMatch(c -> isLetter(c) || c == '-' || (c >= '0' && c <= '9'));
  }

  /**
   * The text itself; refuses what is no name with {@link IllegalArgumentException}, so ask {@link
   * #wellFormed} first.
   */
  public static String require(String text) {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a name: 1 to 63 of a-z, 0-9 and '-', a letter first");
    }
    return text;
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z';
  }
}

package io.quorate.core.registry;

/** A text that somebody wrote and that is kept in history and records: a cause, a name. */
final class Wording {
  /** Characters that are kept. */
  static final int MAX_LENGTH = 1_000;

  private static final String CUT = "...";

  private Wording() {}

  /** The text, or its beginning when it is too long. */
  static String bounded(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = MAX_LENGTH - CUT.length();
    boolean halved = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end) + CUT;
  }
}

package io.quorate.core;

/**
 * Words of people and programs, made fit to be stored, shown and handed on: one line of well-formed
 * text, of bounded length.
 *
 * <p>What a service or an operator says ends up in the history, on terminals and in the environment
 * of programs, where a NUL character or half of a surrogate pair would be an error.
 */
public final class PlainText {
  /** Longest text, in UTF-16 units. */
  public static final int MAX_LENGTH = 1_000;

  private static final char UNKNOWN = '\uFFFD';

  private PlainText() {}

  /**
   * The text with control characters as spaces and halves of surrogate pairs as U+FFFD, cut after
   * {@link #MAX_LENGTH}.
   */
  public static String of(String text) {
    int length = Math.min(text.length(), MAX_LENGTH);
    StringBuilder plain = null;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      char kept = Character.isISOControl(c) ? ' ' : halved(text, i, length) ? UNKNOWN : c;
      if (kept != c && plain == null) {
        plain = new StringBuilder(text.substring(0, i));
      }
      if (plain != null) {
        plain.append(kept);
      }
    }
    return plain == null ? text.substring(0, length) : plain.toString();
  }

  /** Whether the text is well-formed and holds no NUL, so that it reaches a program as it is. */
  public static boolean transmissible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\0' || halved(text, i, text.length())) {
        return false;
      }
    }
    return true;
  }

  /** Whether this is half of a surrogate pair whose other half is not beside it. */
  private static boolean halved(String text, int at, int length) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 >= length || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}

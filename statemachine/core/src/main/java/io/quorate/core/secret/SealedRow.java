package io.quorate.core.secret;

/**
 * Says which stored row holds a sealed value.
 *
 * @param kind of which table
 * @param key its key there
 */
public record SealedRow(Kind kind, String key) {
  /** Where sealed values are stored. */
  public enum Kind {
    /** As a value that stands. */
    CURRENT('c'),
    /** As what a commit replaced. */
    REPLACED('u'),
    /** As an edit of a candidate. */
    STAGED('e');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Kind of(char letter) {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of row: " + letter);
    }
  }

  /** As it is named in the log and in the index. */
  public String text() {
    return kind.letter + "/" + key;
  }

  /** The row of this name; {@link IllegalArgumentException} when it is none. */
  public static SealedRow of(String text) {
    if (text.length() < 3 || text.charAt(1) != '/') {
      throw new IllegalArgumentException("no name of a row: " + text);
    }
    return new SealedRow(Kind.of(text.charAt(0)), text.substring(2));
  }

  @Override
  public String toString() {
    return text();
  }
}

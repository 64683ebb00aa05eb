package io.quorate.core;

/**
 * A name that a client has made up for one intent.
 *
 * @param value 1 to 64 printable ASCII characters
 */
public record RequestId(String value) implements Intent {
  /** Longest id, in characters. */
  public static final int MAX_LENGTH = 64;

  /**
   * Refuses a malformed id with {@link IllegalArgumentException}; ask {@link #wellFormed} first.
   */
  public RequestId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("a request id is 1 to 64 printable ASCII characters");
    }
  }

  /** Whether the text can be an id. */
  public static boolean wellFormed(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '/');
  }
}

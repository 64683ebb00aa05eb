package io.quorate.core;

/**
 * Names one intent of a client: a command that comes again under the same id is carried out once.
 *
 * @param value 1 to 64 printable ASCII characters
 */
public record RequestId(String value) {
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

package io.quorate.core.formation;

import java.util.Optional;

/**
 * Name of one forming of a cluster, which its voters keep.
 *
 * @param value lower-case letters, digits and dashes, 1 to 64 characters
 */
public record FormationId(String value) {
  /** Of a voter that was started with {@code --bootstrap}: nobody gave the forming a name. */
  public static final FormationId BY_HAND = new FormationId("by-hand");

  private static final int MOST_CHARACTERS = 64;

  /** Refuses a malformed name with {@link IllegalArgumentException}; ask {@link #read} first. */
  public FormationId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("'" + value + "' is no id of a formation");
    }
  }

  /** The formation of this name; empty when the text is none. */
  public static Optional<FormationId> read(String text) {
    return wellFormed(text) ? Optional.of(new FormationId(text)) : Optional.empty();
  }

  private static boolean wellFormed(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_CHARACTERS
        && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.quorate.core.session;

/**
 * Which part of a numbered picture a message carries: everything that changed after {@code base}.
 *
 * @param base the number of the picture that the receiver has; {@link #WHOLE} when the message
 *     carries everything
 * @param number the number of the picture that the receiver has afterwards, more than 0
 */
public record Span(long base, long number) {
  /** As a base: the message carries everything, whatever the receiver has. */
  public static final long WHOLE = 0;

  /** Whether the message carries everything. */
  public boolean whole() {
    return base == WHOLE;
  }
}

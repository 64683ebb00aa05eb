package io.quorate.core.declaration;

/**
 * The numbers that a value of a declaration may take.
 *
 * @param least smallest that is allowed
 * @param most largest that is allowed
 */
public record CountRange(int least, int most) {
  /** Whether the number is one of these. */
  public boolean holds(long number) {
    return number >= least && number <= most;
  }
}

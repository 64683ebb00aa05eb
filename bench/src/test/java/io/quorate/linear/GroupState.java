package io.quorate.linear;

/**
 * A group, as far as it matters to its histories.
 *
 * @param revision of its declaration, 0 while there is none
 * @param delayMillis what its declaration says
 * @param automation whether it is paused
 */
public record GroupState(long revision, int delayMillis, Automation automation) {
  /** Whether automatic changes are allowed. */
  public enum Automation {
    /** They are. */
    RUNNING,
    /** They are not. */
    PAUSED
  }

  boolean declared() {
    return revision > 0;
  }
}

package io.quorate.core.serving;

/**
 * What one resource of a group is doing on this node.
 *
 * @param state what
 * @param detail why, in words; may be empty
 */
public record PartView(State state, String detail) {

  /** What a resource is doing. */
  public enum State {
    /** Not started, or stopped. */
    DOWN,
    /** Being started, stopped or run. */
    BUSY,
    /** Ready, or its promote command has succeeded. */
    UP,
    /** Its quiesce command has succeeded; it still runs. */
    QUIET,
    /** It did not start, died by itself, or its command failed. */
    FAILED
  }

  /** Nothing of it runs. */
  public static final PartView DOWN = new PartView(State.DOWN, "");
}

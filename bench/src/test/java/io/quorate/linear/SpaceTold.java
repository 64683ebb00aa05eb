package io.quorate.linear;

/** What clients are told of the values that a group keeps by path. */
public sealed interface SpaceTold {
  /**
   * What stands there.
   *
   * @param value the value
   * @param revision at which it came to be so
   */
  record Found(String value, long revision) implements SpaceTold {}

  /** Nothing stands there. */
  record Absent() implements SpaceTold {}

  /**
   * It is done.
   *
   * @param revision that this made
   */
  record Written(long revision) implements SpaceTold {}

  /**
   * It was so already.
   *
   * @param revision that there is
   */
  record Unchanged(long revision) implements SpaceTold {}

  /** It is not what it was said to be. */
  record Conflict() implements SpaceTold {}

  /**
   * The candidate is there.
   *
   * @param base the revision that it is based on
   */
  record Staged(long base) implements SpaceTold {}

  /** There is no such candidate. */
  record NoCandidate() implements SpaceTold {}
}

package io.quorate.core.serving;

/** What the guard of a group is doing. */
public enum GuardState {
  /** There is none, and it is verified that nothing it guarded is left. */
  NONE,
  /** It is being started. */
  STARTING,
  /** It runs and answers. */
  ALIVE,
  /**
   * It has fenced at its deadline, died, or does not answer: what it guarded is not to be relied
   * on.
   */
  LOST
}

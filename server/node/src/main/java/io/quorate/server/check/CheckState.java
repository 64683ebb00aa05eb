package io.quorate.server.check;

/** What the results of a check so far amount to. */
public enum CheckState {
  /** Not enough results yet. */
  UNKNOWN,
  /** It passes. */
  PASSING,
  /** It fails. */
  FAILING
}

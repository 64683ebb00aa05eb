package io.quorate.server.check;

/** What a probe found. */
public enum ProbeOutcome {
  /** All is well. */
  PASSED,
  /** It is not. */
  FAILED,
  /** There was no answer in time. */
  TIMED_OUT
}

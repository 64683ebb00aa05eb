package io.quorate.replica.identity;

/** What to do with a data directory. */
sealed interface StartDecision {

  /** Format: nothing was ever acknowledged from here. */
  record Format() implements StartDecision {}

  /** Go on with the data that is there. */
  record Proceed(DataIdentity identity) implements StartDecision {}

  /** Do not start. */
  record Refuse(String what, String remedy) implements StartDecision {}
}

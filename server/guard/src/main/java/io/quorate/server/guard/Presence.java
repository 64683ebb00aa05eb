package io.quorate.server.guard;

/** Whether a guard's process exists. */
public enum Presence {
  /** It exists; it may be stopped or starved all the same: see the age of its beat. */
  ALIVE,
  /** It has ended. Only {@link GuardPhase#CLEAN} says that it did so with everything dead. */
  GONE
}

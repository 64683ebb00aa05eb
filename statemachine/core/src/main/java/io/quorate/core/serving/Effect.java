package io.quorate.core.serving;

import io.quorate.core.Epoch;

/** What the agent shall do; each is begun once and reports through the next inputs. */
public sealed interface Effect {

  /**
   * Start the guard before anything that it guards.
   *
   * @param epoch that it guards
   */
  record LaunchGuard(Epoch epoch) implements Effect {}

  /**
   * Start a service, or run a hook's promote command.
   *
   * @param part index of the resource
   */
  record StartPart(int part) implements Effect {}

  /**
   * Run a hook's quiesce command.
   *
   * @param part index of the resource
   */
  record QuiescePart(int part) implements Effect {}

  /**
   * Stop a service, or run a hook's demote command.
   *
   * @param part index of the resource
   */
  record StopPart(int part) implements Effect {}

  /** Kill whatever is left, end the guard, and verify. */
  record Clear() implements Effect {}

  /**
   * It is verified that nothing serves: give the epoch back (H5).
   *
   * @param epoch that is never served here again
   */
  record Release(Epoch epoch) implements Effect {}
}

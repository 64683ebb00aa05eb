package io.quorate.replica.leadership;

import io.quorate.replica.peer.PeerId;

/** What a leader is to do about its leadership. */
public sealed interface WatchAction {

  /** Stay. */
  record None() implements WatchAction {}

  /** Give it up, whoever takes it. */
  record StepDown() implements WatchAction {}

  /**
   * Hand it to another.
   *
   * @param to a data node that is not behind
   */
  record Transfer(PeerId to) implements WatchAction {}
}

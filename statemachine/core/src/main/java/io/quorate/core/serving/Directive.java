package io.quorate.core.serving;

import io.quorate.core.Epoch;

/**
 * What the leader wants of this node for a group.
 *
 * @param step what
 * @param epoch for which epoch
 */
public record Directive(Step step, Epoch epoch) {

  /** What a node shall do. */
  public enum Step {
    /** Hold no role: stop what runs. */
    STAND_BY,
    /** Serve the epoch. */
    SERVE,
    /** Serve, but turn clients away. */
    QUIESCE,
    /** Stop, verify, release the epoch. */
    DEMOTE
  }

  /**
   * What holds until the leader has said otherwise: nothing is started, nothing is stopped before
   * its lease ends.
   */
  public static final Directive NONE = new Directive(Step.STAND_BY, Epoch.NONE);

  boolean wants(Epoch served) {
    return epoch.equals(served) && (step == Step.SERVE || step == Step.QUIESCE);
  }

  boolean ends(Epoch served) {
    if (this.equals(NONE)) {
      return false;
    }
    return !wants(served);
  }
}

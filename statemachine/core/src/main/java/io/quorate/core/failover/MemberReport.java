package io.quorate.core.failover;

import io.quorate.core.Epoch;
import io.quorate.core.registry.MemberState;
import java.util.List;

/**
 * What a node said of itself about one group in its last heartbeat.
 *
 * @param epoch that it serves or is leaving; NONE when nothing of the group runs there
 * @param state as the node sees it
 * @param cause why it is in that state; may be empty
 * @param released the highest epoch that it has released (H5)
 * @param failed the last epoch whose promotion failed there
 * @param quiescing whether clients are turned away by now
 * @param fitness whether it can serve
 * @param failingChecks names of the checks that fail there
 */
public record MemberReport(
    Epoch epoch,
    MemberState state,
    String cause,
    Epoch released,
    Epoch failed,
    Quiescing quiescing,
    Fitness fitness,
    List<String> failingChecks) {

  /** Whether clients are turned away. */
  public enum Quiescing {
    /** Not, or not yet. */
    NO,
    /** The quiesce step is over. */
    DONE,
    /** A quiesce command failed: the change is to be undone. */
    FAILED
  }

  /** Whether the node can serve the group. */
  public enum Fitness {
    /** Nothing speaks against it. */
    FIT,
    /** A critical check fails, or a service died more often than it may. */
    UNFIT
  }

  /** Keeps its own copy. */
  public MemberReport {
    failingChecks = List.copyOf(failingChecks);
  }
}

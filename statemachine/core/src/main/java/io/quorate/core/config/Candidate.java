package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;

/**
 * Edits that were put together and are not committed: nobody sees them in the configuration.
 *
 * @param id which
 * @param owner who began it
 * @param base the revision of the space that it is based on
 * @param created when it was begun, by the cluster's clock
 * @param used when it was last edited or moved to another base
 * @param size how much is in it
 * @param edition how often it was edited or moved: what was looked at is the same in the same one
 */
public record Candidate(
    CandidateId id,
    String owner,
    Revision base,
    ClusterTime created,
    ClusterTime used,
    Size size,
    long edition) {

  /**
   * How much is in it.
   *
   * @param changes values that are set or deleted
   * @param bytes of their paths and values
   */
  public record Size(int changes, long bytes) {
    /** Nothing. */
    public static final Size NONE = new Size(0, 0);
  }

  /** When it is dropped, unless it is used again. */
  public ClusterTime until() {
    return used.plus(ConfigLimits.CANDIDATE_UNUSED);
  }

  /** The same, used now. */
  Candidate used(ClusterTime now, Revision onto, Size with) {
    return new Candidate(id, owner, onto, created, now, with, edition + 1);
  }
}

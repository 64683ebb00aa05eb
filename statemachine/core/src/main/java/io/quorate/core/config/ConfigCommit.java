package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log of a space.
 *
 * @param revision that it made
 * @param at when, by the cluster's clock
 * @param author who asked for it
 * @param comment why, in words; may be empty
 * @param origin how it came to be
 * @param size what it changed
 * @param digest of the space after it
 * @param confirmedBy who confirmed it, when it waited for that; empty otherwise
 * @param omitted what was left out of its validation; null: nothing
 */
public record ConfigCommit(
    Revision revision,
    ClusterTime at,
    String author,
    String comment,
    ConfigOrigin origin,
    Size size,
    ConfigDigest digest,
    String confirmedBy,
    @Nullable Omission omitted) {

  /** The same, confirmed. */
  ConfigCommit confirmed(String by) {
    return new ConfigCommit(revision, at, author, comment, origin, size, digest, by, omitted);
  }

  /**
   * How much a commit changed.
   *
   * @param set values that are new or other than before
   * @param deleted values that are gone
   * @param bytes of the values that were set
   * @param replaced bytes of all places that were changed, and of the values that stood there
   */
  public record Size(int set, int deleted, long bytes, long replaced) {
    int changes() {
      return set + deleted;
    }
  }
}

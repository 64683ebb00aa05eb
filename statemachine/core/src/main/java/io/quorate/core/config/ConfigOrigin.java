package io.quorate.core.config;

import io.quorate.core.Revision;

/**
 * How a commit came to be.
 *
 * @param kind what it was
 * @param of the revision that it brought back, or undid; NONE otherwise
 */
public record ConfigOrigin(Kind kind, Revision of) {
  /** Written directly. */
  public static final ConfigOrigin WRITE = new ConfigOrigin(Kind.WRITE, Revision.NONE);

  /** What a commit can be. */
  public enum Kind {
    /** Somebody wrote these values. */
    WRITE,
    /** Somebody brought an earlier revision back. */
    ROLLBACK,
    /** Somebody undid a commit that waited for its confirmation. */
    CANCELLED,
    /** Nobody confirmed a commit in time. */
    UNCONFIRMED
  }
}

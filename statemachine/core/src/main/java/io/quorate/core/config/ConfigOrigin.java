package io.quorate.core.config;

import io.quorate.core.Revision;

/**
 * How a commit came to be.
 *
 * @param kind what it was
 * @param of the revision that it brought back, or undid, or that of the declaration by which values
 *     were moved; NONE otherwise
 * @param candidate the name of the candidate that was committed; empty otherwise
 */
public record ConfigOrigin(Kind kind, Revision of, String candidate) {
  /** Written directly. */
  public static final ConfigOrigin WRITE = new ConfigOrigin(Kind.WRITE, Revision.NONE);

  /** What has to do with an earlier revision, or with none. */
  public ConfigOrigin(Kind kind, Revision of) {
    this(kind, of, "");
  }

  /** The commit of a candidate. */
  static ConfigOrigin candidate(CandidateName name) {
    return new ConfigOrigin(Kind.CANDIDATE, Revision.NONE, name.value());
  }

  /** What a commit can be. */
  public enum Kind {
    /** Somebody wrote these values. */
    WRITE,
    /** Somebody brought an earlier revision back. */
    ROLLBACK,
    /** Somebody undid a commit that waited for its confirmation. */
    CANCELLED,
    /** Nobody confirmed a commit in time. */
    UNCONFIRMED,
    /** Somebody committed a candidate. */
    CANDIDATE,
    /** A declaration gave values another scope. */
    SCOPE
  }
}

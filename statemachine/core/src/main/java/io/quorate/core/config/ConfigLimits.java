package io.quorate.core.config;

import java.time.Duration;

/** How much of everything there may be. */
public final class ConfigLimits {
  /** Changes of one write. */
  public static final int EDITS = 1_000;

  /** Bytes of the paths and values of one write, which is one request of a log entry. */
  public static final int WRITE_BYTES = 640 << 10;

  /** Changes of one commit. */
  public static final int COMMIT_CHANGES = 10_000;

  /**
   * Bytes of the values that one commit sets, and of those that it replaces: every replica holds
   * them in memory at once.
   */
  public static final int COMMIT_BYTES = 16 << 20;

  /** Paths that have a value, in one space. */
  public static final int PATHS = 1_000_000;

  /** Commits of a space of which it is kept what they replaced. */
  public static final int KEPT_COMMITS = 1_000;

  /**
   * Bytes of the places and values that those replaced: every replica has them on its disk and in
   * its snapshots. Those of the last commit are kept in any case.
   */
  public static final long KEPT_BYTES = 256L << 20;

  /** Changes that are looked at to tell what differs from an earlier revision. */
  public static final int SINCE_ROWS = 30_000;

  /** Bytes of the values that those replaced, and of those that stand there now. */
  public static final int SINCE_BYTES = 64 << 20;

  /** Reasons that one refusal names, as many as an answer has room for; the rest is counted. */
  public static final int NAMED_REFUSALS = 30;

  /** Least time within which a commit can ask to be confirmed. */
  public static final Duration CONFIRM_AT_LEAST = Duration.ofSeconds(10);

  /** Most time within which a commit can ask to be confirmed. */
  public static final Duration CONFIRM_AT_MOST = Duration.ofHours(24);

  /** Candidates of a space. */
  public static final int CANDIDATES = 64;

  /** After so long without use a candidate is dropped. */
  public static final Duration CANDIDATE_UNUSED = Duration.ofDays(30);

  private ConfigLimits() {}
}

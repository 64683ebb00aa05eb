package io.quorate.core.config;

/** How much of everything there may be. */
public final class ConfigLimits {
  /** Changes of one write. */
  public static final int EDITS = 1_000;

  /** Bytes of the paths and values of one write, which is one request of a log entry. */
  public static final int WRITE_BYTES = 640 << 10;

  /** Changes of one commit. */
  public static final int COMMIT_CHANGES = 10_000;

  /** Bytes of the values that one commit sets: every replica holds them in memory at once. */
  public static final int COMMIT_BYTES = 16 << 20;

  /** Paths that have a value, in one space. */
  public static final int PATHS = 1_000_000;

  /** Commits of a space of which it is kept what they replaced. */
  public static final int KEPT_COMMITS = 1_000;

  /** Rows that one rollback looks at: more than so many changes back it goes in steps. */
  public static final int ROLLBACK_ROWS = 100_000;

  /** Reasons that one refusal names; the rest is counted. */
  public static final int NAMED_REFUSALS = 100;

  private ConfigLimits() {}
}

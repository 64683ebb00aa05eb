package io.quorate.core.runtime;

import java.time.Duration;

/**
 * How much of runtime entries there may be; what one write carries is bounded as that of the
 * configuration is. Entries that are over count until they are swept.
 */
public final class RuntimeLimits {
  /** Bytes of one value. */
  public static final int VALUE_BYTES = 64 << 10;

  /** Entries of one group. */
  public static final int ENTRIES = 100_000;

  /** Bytes of the paths and values of one group. */
  public static final long BYTES = 256L << 20;

  /** Entries of all groups. */
  public static final int ALL_ENTRIES = 1_000_000;

  /** Bytes of the paths and values of all groups. */
  public static final long ALL_BYTES = 1L << 30;

  /** Entries of one group that end with its epoch: the entry that closes it drops them all. */
  public static final int BOUND = 1_000;

  /** Such entries of all groups: one log entry may close the epochs of all. */
  public static final int ALL_BOUND = 10_000;

  /** Shortest time to live: a sweep comes several times within it. */
  public static final Duration MIN_TTL = Duration.ofSeconds(1);

  /** Longest time to live. */
  public static final Duration MAX_TTL = Duration.ofDays(366);

  /** Entries that one sweep drops. */
  public static final int SWEEP_ROWS = 1_000;

  /** Bytes of the entries that one sweep drops, and so reads, but for the last of them. */
  public static final int SWEEP_BYTES = 16 << 20;

  private RuntimeLimits() {}
}

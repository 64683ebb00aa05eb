package io.quorate.core.counter;

/** How much of counters there may be. */
public final class CounterLimits {
  /** Counters of all groups. */
  public static final int COUNTERS = 10_000;

  /** Values that are handed out at once. */
  public static final long BLOCK = 1_000_000;

  /** By how much a counter jumps when an older state is brought back, unless it is told. */
  public static final long DEFAULT_MARGIN = 1_000;

  /** Most by which it jumps. */
  public static final long MAX_MARGIN = 1L << 40;

  private CounterLimits() {}
}

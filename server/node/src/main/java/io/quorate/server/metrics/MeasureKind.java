package io.quorate.server.metrics;

/** What a number of a measure can do over time. */
public enum MeasureKind {
  /** It may go up and down. */
  GAUGE,
  /** It never goes down while the process lives. Its name ends in {@code _total}. */
  COUNTER
}

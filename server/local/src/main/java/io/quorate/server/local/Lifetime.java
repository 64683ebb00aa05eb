package io.quorate.server.local;

/**
 * From when until when a process is known to have lived, by one clock of its machine.
 *
 * @param firstNanos its first sign of life
 * @param lastNanos its last
 */
public record Lifetime(long firstNanos, long lastNanos) {
  /** Of one sign of life. */
  static Lifetime at(long nanos) {
    return new Lifetime(nanos, nanos);
  }

  /** The shortest that holds both. */
  Lifetime with(Lifetime other) {
    return new Lifetime(
        Math.min(firstNanos, other.firstNanos), Math.max(lastNanos, other.lastNanos));
  }

  /**
   * Whether there surely is a moment within both, by a clock that moves in steps of this length.
   */
  boolean overlaps(Lifetime other, long stepNanos) {
    return firstNanos - other.lastNanos <= -stepNanos && other.firstNanos - lastNanos <= -stepNanos;
  }
}

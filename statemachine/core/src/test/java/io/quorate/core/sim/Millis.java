package io.quorate.core.sim;

/** Milliseconds as nanoseconds, the unit of the queue. */
final class Millis {
  private Millis() {}

  static long of(long millis) {
    return millis * 1_000_000L;
  }
}

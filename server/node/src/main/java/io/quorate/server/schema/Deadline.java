package io.quorate.server.schema;

import java.util.function.LongSupplier;

/** How much something may take; looked at by whatever may take long. Of one thread. */
final class Deadline {
  private final LongSupplier processorTime;
  private long end;

  /** By nanoseconds that never go back. */
  Deadline(LongSupplier processorTime) {
    this.processorTime = processorTime;
  }

  /** So long from now. */
  void in(long nanos) {
    end = processorTime.getAsLong() + nanos;
  }

  /** Fails with {@link TooSlow} when it is over. */
  void check() {
    if (processorTime.getAsLong() - end >= 0) {
      throw new TooSlow();
    }
  }

  /** It has taken too long. */
  static final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooSlow() {
      super("it takes too long", null, false, false);
    }
  }
}

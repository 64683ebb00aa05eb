package io.quorate.server;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is put together once for a moment in which many ask for it: the gauges of one
 * scrape, or scrapes of several servers side by side. Safe for many threads; who asks while it is
 * put together waits for that.
 *
 * @param <T> what it is
 */
final class Remembered<T> {
  private final Supplier<T> source;
  private final long keptNanos;
  private final LongSupplier nanoTime;
  private @Nullable T value;
  private long since;

  /**
   * Of this, for so long.
   *
   * @param nanoTime a clock that does not go back
   */
  Remembered(Supplier<T> source, Duration kept, LongSupplier nanoTime) {
    this.source = source;
    this.keptNanos = kept.toNanos();
    this.nanoTime = nanoTime;
  }

  /** As it is, or was a moment ago. */
  synchronized T get() {
    T known = value;
    if (known != null && nanoTime.getAsLong() - since < keptNanos) {
      return known;
    }
    value = null;
    T made = source.get();
    value = made;
    since = nanoTime.getAsLong();
    return made;
  }
}

package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was left of leases when they were extended: how near this node came to losing a role. Asked
 * for each group that is served here at each answer of the leader, so it reads one clock only, and
 * that one without a file. One thread only.
 */
public final class LeaseMargins {
  private final LongSupplier monotonic;
  private final Consumer<Duration> taken;
  private @Nullable ClockReading last;

  /**
   * By this clock.
   *
   * @param monotonic in nanoseconds, the one of {@link ClockReading#monotonicNanos}
   * @param taken told of each; zero for a lease that was over by this clock
   */
  public LeaseMargins(LongSupplier monotonic, Consumer<Duration> taken) {
    this.monotonic = monotonic;
    this.taken = taken;
  }

  /**
   * A lease that would have ended then goes on. One answer extends the leases of all groups: those
   * that would have ended together are counted once.
   */
  void extended(ClockReading end) {
    if (end.equals(last)) {
      return;
    }
    last = end;
    long left = end.monotonicNanos() - monotonic.getAsLong();
    taken.accept(Duration.ofNanos(Math.max(0, left)));
  }
}

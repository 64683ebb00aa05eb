package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What was left of leases when they were extended: how near this node came to losing a role. */
public final class LeaseMargins {
  private final Supplier<ClockReading> clocks;
  private final Consumer<Duration> taken;

  /**
   * By these clocks.
   *
   * @param taken told of each; zero for a lease that may have been over by one of the clocks
   */
  public LeaseMargins(Supplier<ClockReading> clocks, Consumer<Duration> taken) {
    this.clocks = clocks;
    this.taken = taken;
  }

  /** A lease that would have ended then goes on. */
  void extended(ClockReading end) {
    taken.accept(end.leastSince(clocks.get()));
  }
}

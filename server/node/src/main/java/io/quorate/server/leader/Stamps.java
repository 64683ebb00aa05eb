package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a leader stamps into the log: the cluster's clock, which goes on even when this machine's
 * wall clock is behind that of an earlier leader. Safe for several threads.
 */
public final class Stamps implements LongSupplier {
  private final Supplier<ClockReading> clocks;
  private final AtomicReference<@Nullable ClusterClock> clock = new AtomicReference<>();

  /** Stamps the wall clock until a cluster's clock is followed. */
  public Stamps(Supplier<ClockReading> clocks) {
    this.clocks = clocks;
  }

  /** From now on stamps this clock. */
  void follow(ClusterClock next) {
    clock.set(next);
  }

  /** Milliseconds since 1970 UTC. */
  @Override
  public long getAsLong() {
    ClockReading now = clocks.get();
    ClusterClock followed = clock.get();
    return followed == null ? now.wallMillis() : followed.at(now).millis();
  }
}

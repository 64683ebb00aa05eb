package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When an entry is over. */
public sealed interface RuntimeEnd {
  /** The time from which on it is over; null when there is none. */
  default @Nullable ClusterTime deadline() {
    return null;
  }

  /** The epoch with which it ends; null when there is none. */
  default @Nullable Epoch epoch() {
    return null;
  }

  /** Whether it is over: what ends with an epoch is dropped when that is closed, so it is not. */
  default boolean over(ClusterTime now) {
    ClusterTime deadline = deadline();
    return deadline != null && now.reached(deadline);
  }

  /**
   * The end when it is touched now: another only when less than half of the time is left, so that
   * touching often costs nothing.
   */
  default RuntimeEnd touched(ClusterTime now) {
    return this;
  }

  /** When it is deleted. */
  record Never() implements RuntimeEnd {}

  /**
   * At a deadline.
   *
   * @param deadline absolute, in the log's time
   * @param ttl how long it lives from when it is touched
   */
  record At(ClusterTime deadline, Duration ttl) implements RuntimeEnd {
    @Override
    public RuntimeEnd touched(ClusterTime now) {
      Duration left = deadline.since(now);
      return left.compareTo(ttl.dividedBy(2)) < 0 ? new At(now.plus(ttl), ttl) : this;
    }
  }

  /**
   * With an epoch.
   *
   * @param epoch of its group
   */
  record WithEpoch(Epoch epoch) implements RuntimeEnd {}
}

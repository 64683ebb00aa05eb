package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an entry shall stay, as whoever writes it asks for. */
public sealed interface Lifetime {
  /** The time after which it ends unless it is touched or written; null when it has none. */
  default @Nullable Duration ttl() {
    return null;
  }

  /** Whether it ends with the open epoch. */
  default boolean ofEpoch() {
    return false;
  }

  /**
   * When an entry that is written now ends.
   *
   * @param open the open epoch of the group, which there is when it ends with that
   */
  RuntimeEnd end(ClusterTime now, @Nullable Epoch open);

  /** Until it is deleted. */
  record Unlimited() implements Lifetime {
    @Override
    public RuntimeEnd end(ClusterTime now, @Nullable Epoch open) {
      return new RuntimeEnd.Never();
    }
  }

  /**
   * For a time, counted from when it was written or touched last.
   *
   * @param ttl between {@link RuntimeLimits#MIN_TTL} and {@link RuntimeLimits#MAX_TTL}
   */
  record Timed(Duration ttl) implements Lifetime {
    @Override
    public RuntimeEnd end(ClusterTime now, @Nullable Epoch open) {
      return new RuntimeEnd.At(now.plus(ttl), ttl);
    }
  }

  /** As long as the open epoch. */
  record OfEpoch() implements Lifetime {
    @Override
    public boolean ofEpoch() {
      return true;
    }

    @Override
    public RuntimeEnd end(ClusterTime now, @Nullable Epoch open) {
      if (open == null) {
        throw new IllegalArgumentException("no epoch is open");
      }
      return new RuntimeEnd.WithEpoch(open);
    }
  }
}

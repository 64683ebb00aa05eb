package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.LeftHistory;
import io.quorate.core.runtime.RuntimeSweeps;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import org.jspecify.annotations.Nullable;

/**
 * What there is to drop, now or later: runtime entries that are over, sessions that are idle, and
 * what deleted groups have left of entries and of the history of their configurations.
 *
 * @param due when the next sweep is; null when there is nothing to wait for
 * @param leavings whether a group that is deleted may leave something
 */
public record Sweeps(@Nullable ClusterTime due, Leavings leavings) {
  /** Of a cluster whose groups keep nothing. */
  public static final Sweeps NOTHING = new Sweeps(null, Leavings.NONE);

  /** Whether groups have kept something that they can leave behind. */
  public enum Leavings {
    /** None has. */
    NONE,
    /** Some group has, or had. */
    POSSIBLE
  }

  /** In this state, at this time of the cluster's clock. */
  public static Sweeps of(StoreView store, ClusterTime now) {
    boolean kept =
        RuntimeSweeps.any(store) || !store.keys(Table.CONFIG_HEADS, "", "~", 1).isEmpty();
    return new Sweeps(
        LeftHistory.any(store) ? now : sooner(RuntimeSweeps.due(store, now), Sessions.due(store)),
        kept ? Leavings.POSSIBLE : Leavings.NONE);
  }

  private static @Nullable ClusterTime sooner(
      @Nullable ClusterTime one, @Nullable ClusterTime two) {
    if (one == null || two == null) {
      return one == null ? two : one;
    }
    return one.compareTo(two) <= 0 ? one : two;
  }
}

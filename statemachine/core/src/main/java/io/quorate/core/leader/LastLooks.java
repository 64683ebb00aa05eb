package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.LookQueue;
import io.quorate.core.failover.PlanDeadline;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each group was last looked at, and how long that is good for as long as nothing but
 * heartbeats comes: so that those do not cost a look at every group.
 */
final class LastLooks {
  /**
   * A group that has a deadline is looked at so often in any case: deadlines in the cluster's time
   * may come earlier than they seemed to, when a wall clock is set.
   */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final Map<GroupId, Long> goodUntil = new TreeMap<>();

  /**
   * The group was looked at while its members were heard, and nothing is to be done.
   *
   * @param timer how long until that may become another by itself, {@link PlanDeadline#NONE} where
   *     it does not
   */
  void looked(GroupId group, Duration timer, ClockReading now) {
    Duration good =
        timer.equals(PlanDeadline.NONE)
            ? timer
            : Situations.shorter(timer, LookQueue.spread(LONGEST, group));
    goodUntil.put(group, now.monotonicNanos() + good.toNanos());
  }

  /** For how long the last look is still good; zero when it is not, or there was none such. */
  Duration goodFor(GroupId group, ClockReading now) {
    Long until = goodUntil.get(group);
    return until == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, until - now.monotonicNanos()));
  }

  void remove(GroupId group) {
    goodUntil.remove(group);
  }
}

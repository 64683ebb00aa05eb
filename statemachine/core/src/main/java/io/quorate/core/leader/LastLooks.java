package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.LookQueue;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.PlanDeadline;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each group was last looked at, and how long that is good for as long as nothing but
 * heartbeats comes: so that those do not cost a look at every group.
 */
final class LastLooks {
  /** A group that is served by a node which is well is looked at so often in any case. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /**
   * Every other group is, and one with a deadline, which in the cluster's time may come earlier
   * than it seemed to, when a wall clock is set.
   */
  static final Duration LONGEST_OTHERWISE = Duration.ofSeconds(5);

  private final Map<GroupId, Long> goodUntil = new TreeMap<>();

  /**
   * The group was looked at while its members were heard, and nothing is to be done.
   *
   * @param timer how long until that may become another by itself
   */
  void looked(Situation situation, Duration timer, ClockReading now) {
    GroupId group = situation.group().spec().name();
    Duration longest = LookQueue.spread(longest(situation, timer), group);
    goodUntil.put(group, now.monotonicNanos() + Situations.shorter(timer, longest).toNanos());
  }

  /** How long a group may be left unlooked at that has this deadline. */
  static Duration longest(Situation situation, Duration timer) {
    MemberReport holder = situation.holderReport();
    boolean well =
        situation.group().role().phase() == Phase.ACTIVE
            && holder != null
            && holder.state() == MemberState.ACTIVE
            && holder.fitness() == MemberReport.Fitness.FIT;
    return well && timer.compareTo(PlanDeadline.NONE) >= 0 ? LONGEST : LONGEST_OTHERWISE;
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

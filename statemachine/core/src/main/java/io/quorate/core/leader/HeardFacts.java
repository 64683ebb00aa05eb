package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.PersistentMap;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.session.Heartbeat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a leader has heard from one run of one node, at one moment.
 *
 * @param arrivedAt when it was last heard from
 * @param answered when that of its heartbeats arrived which was last answered; null when none was
 * @param stay whether it is about to stop
 * @param belief what it says of epochs that are over
 * @param reports what it said last of each group
 */
record HeardFacts(
    ClockReading arrivedAt,
    @Nullable ClockReading answered,
    Heartbeat.Stay stay,
    Belief belief,
    PersistentMap<GroupId, MemberReport> reports) {

  /**
   * Whether what a node says of epochs that are over is believed: only from one that was in this
   * leader's term when it sent. An older message may be of a run that a restart has ended, and the
   * new run may serve the epoch again (H5).
   */
  enum Belief {
    BELIEVED,
    DOUBTED
  }

  HeardFacts answeredAt(ClockReading arrival) {
    return new HeardFacts(arrivedAt, arrival, stay, belief, reports);
  }

  /** Whether a heartbeat that arrived within the limit was answered. */
  boolean answeredWithin(Duration limit, ClockReading now) {
    ClockReading arrival = answered;
    return arrival != null && now.leastSince(arrival).compareTo(limit) <= 0;
  }

  /** What it said last of a group, as far as it is believed; null when it said nothing. */
  @Nullable MemberReport report(GroupId group) {
    MemberReport report = reports.get(group);
    return report == null || belief == Belief.BELIEVED
        ? report
        : report.over(Epoch.NONE, Epoch.NONE);
  }
}

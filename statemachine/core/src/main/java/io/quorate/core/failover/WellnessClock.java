package io.quorate.core.failover;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.PersistentMap;
import java.time.Duration;

/** For how long the preferred node of each group has been eligible without a break (feature R8). */
public final class WellnessClock {
  private PersistentMap<GroupId, WellSince> since = PersistentMap.empty();

  /** Notes that the node is eligible now, and says for how long it has been. */
  public Duration well(GroupId group, NodeId node, ClockReading now) {
    WellSince known = since.get(group);
    if (known == null || !known.node().equals(node)) {
      since = since.with(group, new WellSince(node, now));
      return Duration.ZERO;
    }
    return now.leastSince(known.reading());
  }

  /** Notes that the preferred node of the group is not eligible now. */
  public void notWell(GroupId group) {
    since = since.without(group);
  }

  /** Since when which node of each group has been well, at this moment. */
  public PersistentMap<GroupId, WellSince> picture() {
    return since;
  }
}

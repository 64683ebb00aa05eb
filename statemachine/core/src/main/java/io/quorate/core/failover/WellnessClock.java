package io.quorate.core.failover;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** For how long the preferred node of each group has been eligible without a break (feature R8). */
public final class WellnessClock {
  private record Since(NodeId node, ClockReading reading) {}

  private final Map<GroupId, Since> since = new TreeMap<>();

  /** Notes that the node is eligible now, and says for how long it has been. */
  public Duration well(GroupId group, NodeId node, ClockReading now) {
    Since known = since.get(group);
    if (known == null || !known.node().equals(node)) {
      since.put(group, new Since(node, now));
      return Duration.ZERO;
    }
    return now.leastSince(known.reading());
  }

  /** Notes that the preferred node of the group is not eligible now. */
  public void notWell(GroupId group) {
    since.remove(group);
  }
}
